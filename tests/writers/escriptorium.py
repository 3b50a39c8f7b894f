"""What eScriptorium's importer takes from an ALTO or PAGE file, written from its published parser; no eScriptorium is run.

It finds the picture by its file name, wants to know the schema, takes a baseline of ALTO as `x y x y` and of PAGE as `x,y x,y`,
and the text of a line as its words, each followed by a space, whatever stands between them in the file.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
KNOWN = (
    *(f"http://www.loc.gov/standards/alto/v4/alto{v}.xsd" for v in ("", "-4-0", "-4-1", "-4-2")),
    "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15/pagecontent.xsd",
)


class Imported(NamedTuple):
    """A line: where its letters stand, the corners of its outline or box, its text."""

    baseline: list[tuple[int, int]]
    outline: list[int]
    text: str


def imported(text: str) -> tuple[str, list[list[Imported]]]:
    """The picture's name, and lines by block. Raises ValueError where the importer would skip or warn."""
    root = etree.fromstring(text.encode())
    if str(root.get(SCHEMA)).rsplit(" ", 1)[-1] not in KNOWN:
        raise ValueError(f"schema not known: {root.get(SCHEMA)}")
    space = {None: root.nsmap[None]}
    if "alto" in str(root.nsmap[None]):
        picture = root.findtext("Description/sourceImageInformation/fileName", namespaces=space)
        blocks = root.findall("Layout/Page/PrintSpace//TextBlock", space)
        return str(picture), [[_alto(one, space) for one in b.findall("TextLine", space)] for b in blocks]
    sheet = root.find("Page", space)
    assert sheet is not None
    blocks = sheet.findall("TextRegion", space)
    return str(sheet.get("imageFilename")), [
        [_page(one, space) for one in b.findall("TextLine", space)] for b in blocks
    ]


def _alto(line: etree._Element, space: dict[str | None, str]) -> Imported:
    at = [int(float(part)) for part in str(line.get("BASELINE")).split(" ")]
    left, top, width, height = (int(float(str(line.get(k)))) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    words = [str(word.get("CONTENT")) for word in line.findall("String", space)]
    return Imported(
        list(zip(at[::2], at[1::2], strict=True)), [left, top, left + width, top + height], " ".join(words)
    )


def _page(line: etree._Element, space: dict[str | None, str]) -> Imported:
    def corners(name: str) -> list[tuple[int, int]]:
        found = line.find(name, space)
        assert found is not None
        pairs = [tuple(map(int, point.split(","))) for point in str(found.get("points")).split(" ")]
        return [(x, y) for x, y in pairs]

    words = [word.text or "" for word in line.findall("Word/TextEquiv/Unicode", space)]
    whole = words or [word.text or "" for word in line.findall("TextEquiv/Unicode", space)]
    outline = [edge for corner in corners("Coords") for edge in corner]
    return Imported(corners("Baseline"), outline, " ".join(whole))
