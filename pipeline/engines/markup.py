"""XML and HTML that programs print, parsed without trusting it."""

from __future__ import annotations

import re

from lxml import etree

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LOST = re.compile(rb"(?<=>)[\x01-\x08\x0b\x0c\x0e-\x1f](?=</)")
"""A word that is one control character: a printed sign that a font's map does not know."""


def parsed(document: bytes, kind: str) -> etree._Element | None:
    """The root of a document, faults in it passed over; None where nothing is left. Raises ValueError where it is no `kind`.

    Entities and addresses in it are never followed. A sign that nothing tells stands as U+FFFD where it is a word of its own.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(_CONTROL.sub(b"", _LOST.sub("\ufffd".encode(), document)), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no {kind}") from error
