"""XML from values that may hold anything: characters that XML forbids are dropped, never escaped into rubbish.

Elements are those of the standard library, which are made six times as fast as lxml's; they are written here, as libxml2 would,
because the standard library's own writer knows no namespaces without prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.families import UNKNOWN
from pipeline.writers.characters import legal

XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{XML}}}lang"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_TEXT, _VALUE = re.compile("[&<>\r]"), re.compile('[&<>\r"\n\t]')


def add(
    parent: Element, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> Element:
    """Append a child with text and attributes and return it."""
    child = SubElement(parent, tag)
    if attributes:
        for key, value in attributes.items():
            child.set(key, legal(value))
    if text is not None:
        child.text = legal(text)
    return child


def in_language(language: str | None) -> dict[str, str]:
    """The `xml:lang` attribute of a language; `und` for what is no language tag."""
    return {XML_LANG: language if language and _TAG.fullmatch(language) else UNKNOWN}


def add_some(parent: Element, tag: str, text: str | None) -> None:
    """Append a child only where there is text that XML can hold."""
    if text and legal(text).strip():
        add(parent, tag, text)


def root_element(tag: str, prefixes: Mapping[str | None, str]) -> Element:
    """A root with namespace prefixes; None is the default namespace."""
    return Element(tag, {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in prefixes.items()})


def document(root: Element, doctype: str | None = None) -> str:
    """The whole document as text, with declaration."""
    head = "<?xml version='1.0' encoding='UTF-8'?>\n" + (f"{doctype}\n" if doctype else "")
    return head + serialized(root)


def fragment(root: Element) -> str:
    """One element as text, without declaration and without namespaces that nothing uses."""
    used = {uri for element in root.iter() for uri in _namespaces(element)}
    for key in [k for k, uri in root.attrib.items() if k.partition(":")[0] == "xmlns" and uri not in used]:
        del root.attrib[key]
    return serialized(root)


def serialized(root: Element) -> str:
    """An element as text, a line for each element but where text stands between elements."""
    pieces: list[str] = []
    _write(pieces, root, {XML: "xml:"}, {}, "\n")
    pieces.append("\n")
    return "".join(pieces)[1:]


def _namespaces(element: Element) -> list[str]:
    names = [element.tag, *element.attrib] if element.attrib else [element.tag]
    return [name[1:].partition("}")[0] for name in names if name[0] == "{"]


def _write(
    pieces: list[str], element: Element, prefixes: dict[str, str], names: dict[str, str], gap: str
) -> None:
    """`names` keeps the names that were worked out within these prefixes; `gap` is the new line before, or nothing."""
    attributes = element.attrib
    if "xmlns" in attributes or (attributes and next(iter(attributes))[:6] == "xmlns:"):
        new = {v: f"{k[6:]}:" if len(k) > 5 else "" for k, v in attributes.items() if k[:5] == "xmlns"}
        prefixes, names = prefixes | new, {}
    name = names.get(element.tag) or _name(element.tag, prefixes, names)
    start = f"{gap}<{name}"
    for key, value in attributes.items():
        if _VALUE.search(value):
            value = value.translate(_IN_VALUE)  # noqa: PLW2901 (every microsecond counts a hundred times a record)
        start += f' {names.get(key) or _name(key, prefixes, names)}="{value}"'
    text = element.text
    if text and _TEXT.search(text):
        text = text.translate(_IN_TEXT)
    if len(element):
        pieces.append(f"{start}>{text or ''}")
        _children(pieces, element, prefixes, names, "" if text else gap)
        pieces.append(f"</{name}>")
    else:
        pieces.append(f"{start}/>" if text is None else f"{start}>{text}</{name}>")


def _children(
    pieces: list[str], element: Element, prefixes: dict[str, str], names: dict[str, str], gap: str
) -> None:
    if gap and [child for child in element if child.tail]:
        gap = ""
    inner = gap and gap + "  "
    for child in element:
        _write(pieces, child, prefixes, names, inner)
        if child.tail:
            pieces.append(child.tail.translate(_IN_TEXT))
    pieces.append(gap)


def _name(name: str, prefixes: dict[str, str], names: dict[str, str]) -> str:
    """A name with its prefix. Raises KeyError for a namespace that nobody declared."""
    found = name
    if name[0] == "{":
        uri, _, bare = name[1:].partition("}")
        found = prefixes[uri] + bare
    names[name] = found
    return found
