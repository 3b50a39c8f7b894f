"""Our own serialising of XML: what libxml2 writes, byte for byte (but `<a></a>`, which it shortens)."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from pipeline.writers.characters import legal
from pipeline.writers.formats import FORMATS, XML
from pipeline.writers.xml import add, fragment, root_element
from tests.records.hostile import CASES
from tests.records.made import record

SPECIALS = "& < > \" ' \t\n\r\x01\ufffe 𝒳 ]]> &amp; && <<"


def as_libxml2_writes(text: str) -> str:
    tree = etree.fromstring(text.encode(), etree.XMLParser(load_dtd=False)).getroottree()
    return etree.tostring(tree, encoding="unicode") + "\n"


def shortened(text: str) -> str:
    return re.sub(r"<([\w:.-]+)([^<>]*)></\1>", r"<\1\2/>", text)


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.media_type == XML])
def test_every_format_is_written_as_libxml2_writes_it(name: str) -> None:
    for made in (record(), *CASES.values()):
        text = FORMATS[name].write(made)
        if text:
            assert as_libxml2_writes(text) == shortened(re.sub(r"^<\?.*\?>\n", "", text))


@pytest.mark.parametrize("text", ["plain", *SPECIALS.split(" "), SPECIALS])
def test_specials_in_texts_and_values(text: str) -> None:
    kept = legal(text)
    root = root_element("{urn:a}root", {None: "urn:a", "b": "urn:b", "unused": "urn:c"})
    child = add(root, "{urn:a}plain", text, {"{urn:b}value": text, "other": text})
    add(child, "{urn:b}inner", text).tail = kept
    written = fragment(root)
    assert as_libxml2_writes(written) == shortened(written)
    read = etree.fromstring(written)[0]
    assert [read.text or "", read[0].text or "", read[0].tail or ""] == [kept] * 3
    assert read.get("{urn:b}value") == read.get("other") == kept
    assert "unused" not in written
