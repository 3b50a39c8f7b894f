"""XML from values that may hold anything: characters that XML forbids are dropped, never escaped into rubbish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from pipeline.languages.families import UNKNOWN
from pipeline.writers.characters import legal

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def add(
    parent: etree._Element, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> etree._Element:
    """Append a child with text and attributes and return it."""
    child = etree.SubElement(parent, tag, {key: legal(value) for key, value in (attributes or {}).items()})
    if text is not None:
        child.text = legal(text)
    return child


def in_language(language: str | None) -> dict[str, str]:
    """The `xml:lang` attribute of a language; `und` for what is no language tag."""
    return {XML_LANG: language if language and _TAG.fullmatch(language) else UNKNOWN}


def add_some(parent: etree._Element, tag: str, text: str | None) -> None:
    """Append a child only where there is text that XML can hold."""
    if text and legal(text).strip():
        add(parent, tag, text)


def root_element(tag: str, prefixes: Mapping[str | None, str]) -> etree._Element:
    """A root with namespace prefixes; None is the default namespace."""
    return etree.Element(tag, nsmap=cast("Any", dict(prefixes)))


def document(root: etree._Element, doctype: str | None = None) -> str:
    """The whole document as text, with declaration."""
    options: Any = {"doctype": doctype} if doctype else {}
    raw: Any = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True, **options)
    return str(raw, "utf-8")


def fragment(root: etree._Element) -> str:
    """One element as text, without declaration and without namespaces that nothing uses."""
    etree.cleanup_namespaces(root)
    raw: Any = etree.tostring(root, encoding="UTF-8", pretty_print=True)
    return str(raw, "utf-8")
