"""XML from values that may hold anything: characters that XML forbids are dropped, never escaped into rubbish.

Elements are those of the standard library, which are made six times as fast as lxml's; they are written here, as libxml2 would,
because the standard library's own writer knows no namespaces without prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.families import UNKNOWN
from pipeline.writers.characters import legal

XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{XML}}}lang"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def add(
    parent: Element, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> Element:
    """Append a child with text and attributes and return it."""
    if attributes:
        if not all(map(str.isprintable, attributes.values())):
            attributes = {key: legal(value) for key, value in attributes.items()}
        child = SubElement(parent, tag, dict(attributes))
    else:
        child = SubElement(parent, tag)
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
    _write(pieces, root, _names((("xml:", XML),)), "\n")
    pieces.append("\n")
    return "".join(pieces)[1:]


Prefixes = tuple[tuple[str, str], ...]
"""Prefixes with their colon, and the namespaces they stand for."""


class _Names(dict[str, str]):
    """Names as they are written within one set of prefixes, each worked out once; there are as many as our writers have words."""

    def __init__(self, prefixes: Prefixes) -> None:
        self.prefixes = prefixes

    def __missing__(self, name: str) -> str:
        """The name with its prefix. Raises KeyError for a namespace that nobody declared."""
        found = name
        if name[0] == "{":
            uri, _, bare = name[1:].partition("}")
            found = {uri: prefix for prefix, uri in self.prefixes}[uri] + bare
        self[name] = found
        return found


_names = cache(_Names)


def _write(pieces: list[str], element: Element, names: _Names, gap: str) -> None:
    """An element with all that is in it; `gap` is the new line before, or nothing."""
    pairs = list(element.items())
    if pairs and pairs[0][0][:5] == "xmlns":
        names = _names(names.prefixes + tuple(_declared(pairs)))
    name = names[element.tag]
    start = f"{gap}<{name}"
    for key, value in pairs:
        start += f' {names[key]}="{value if value.isalnum() else _value(value)}"'
    text = element.text
    if len(element):
        pieces.append(f"{start}>{_text(text) if text else ''}")
        _children(pieces, element, names, "" if text else gap)
        pieces.append(f"</{name}>")
    elif text is None:
        pieces.append(f"{start}/>")
    else:
        pieces.append(f"{start}>{text if text.isalnum() else _text(text)}</{name}>")


def _declared(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The prefixes that attributes declare."""
    return ((f"{key[6:]}:" if len(key) > 5 else "", uri) for key, uri in pairs if key[:5] == "xmlns")


def _children(pieces: list[str], element: Element, names: _Names, gap: str) -> None:
    tails = [child.tail for child in element]
    if not any(tails):
        inner = gap and gap + "  "
        for child in element:
            _write(pieces, child, names, inner)
        pieces.append(gap)
        return
    for child, tail in zip(element, tails, strict=True):
        _write(pieces, child, names, "")
        if tail:
            pieces.append(_text(tail))


def _text(text: str) -> str:
    """Text as it stands between tags. Asking for each character is twenty times as fast as a table where none is there."""
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text


@lru_cache(4096)
def _value(text: str) -> str:
    """Text as it stands in an attribute; the same confidences, places and days come again and again."""
    if '"' in text or "\n" in text or "\t" in text:
        return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return _text(text)
