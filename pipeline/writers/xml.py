"""XML from values that may hold anything: characters that XML forbids are dropped, never escaped into rubbish.

Elements are those of the standard library, which are made six times as fast as lxml's; they are written here, as libxml2 would,
because the standard library's own writer knows no namespaces without prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.families import UNKNOWN
from pipeline.writers.characters import legal

XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{XML}}}lang"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
Names = dict[str, str]
"""Names as they are written within one set of prefixes."""


def add(
    parent: Element, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> Element:
    """Append a child with text and attributes and return it."""
    child = SubElement(parent, tag)
    if attributes:
        for key, value in attributes.items():
            child.set(key, value if value.isprintable() else legal(value))
    if text is not None:
        child.text = text if text.isprintable() else legal(text)
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
    names = {element.tag for element in root.iter()}
    names.update(name for element in root.iter() for name in element.keys())  # noqa: SIM118 (an element is no mapping)
    used = {name[1:].partition("}")[0] for name in names if name[0] == "{"}
    for key in [k for k, uri in root.attrib.items() if k.partition(":")[0] == "xmlns" and uri not in used]:
        del root.attrib[key]
    return serialized(root)


def serialized(root: Element) -> str:
    """An element as text, a line for each element but where text stands between elements."""
    pieces: list[str] = []
    _write(pieces, root, (("xml:", XML),), _names((("xml:", XML),)), "\n")
    pieces.append("\n")
    return "".join(pieces)[1:]


Prefixes = tuple[tuple[str, str], ...]
"""Prefixes with their colon, and the namespaces they stand for."""


@cache
def _names(_: Prefixes) -> Names:
    """The names that were worked out within these prefixes; there are as many as our writers have words."""
    return {}


def _write(pieces: list[str], element: Element, prefixes: Prefixes, names: Names, gap: str) -> None:
    """An element with all that is in it; `gap` is the new line before, or nothing."""
    pairs = list(element.items())
    if pairs and pairs[0][0][:5] == "xmlns":
        prefixes += tuple((f"{k[6:]}:" if len(k) > 5 else "", v) for k, v in pairs if k[:5] == "xmlns")
        names = _names(prefixes)
    tag, text = element.tag, element.text
    name = names.get(tag) or _name(tag, prefixes, names)
    start = f"{gap}<{name}"
    for key, value in pairs:
        shown = value if value.isalnum() else _value(value)
        start += f' {names.get(key) or _name(key, prefixes, names)}="{shown}"'
    if len(element):
        pieces.append(f"{start}>{_text(text) if text else ''}")
        _children(pieces, element, prefixes, names, "" if text else gap)
        pieces.append(f"</{name}>")
    else:
        pieces.append(f"{start}/>" if text is None else f"{start}>{_text(text)}</{name}>")


def _children(pieces: list[str], element: Element, prefixes: Prefixes, names: Names, gap: str) -> None:
    if gap and any(child.tail for child in element):
        gap = ""
    inner = gap and gap + "  "
    for child in element:
        _write(pieces, child, prefixes, names, inner)
        if child.tail:
            pieces.append(_text(child.tail))
    pieces.append(gap)


def _text(text: str) -> str:
    """Text as it stands between tags. Asking for each character is twenty times as fast as a table where none is there."""
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text


def _value(text: str) -> str:
    """Text as it stands in an attribute."""
    if '"' in text or "\n" in text or "\t" in text:
        return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return _text(text)


def _name(name: str, prefixes: Prefixes, names: Names) -> str:
    """A name with its prefix. Raises KeyError for a namespace that nobody declared."""
    found = name
    if name[0] == "{":
        uri, _, bare = name[1:].partition("}")
        found = {uri: prefix for prefix, uri in prefixes}[uri] + bare
    names[name] = found
    return found
