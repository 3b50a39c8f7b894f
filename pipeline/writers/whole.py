"""Whole documents from their pages: plain text, Markdown and TEI with headings, references, and the place of every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from pipeline.records.record import Record
from pipeline.records.text import Line, PageText
from pipeline.writers.characters import legal, one_line
from pipeline.writers.markdown import markdown, without_markup
from pipeline.writers.page_words import spaced_words
from pipeline.writers.references import Reference, parsed
from pipeline.writers.tei import NAMESPACE, tei_element
from pipeline.writers.whole_text import PieceKind, TextPiece, pieces
from pipeline.writers.xml import add, document

_T = f"{{{NAMESPACE}}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def whole_text(record: Record, pages: Sequence[PageText]) -> str:  # noqa: ARG001 (a page writer)
    """The text of the pages in reading order, a blank line between pieces, two before a heading."""
    return (
        "\n\n".join(
            ("\n" if p.kind is PieceKind.HEADING else "") + one_line(p.text) for p in pieces(pages)
        ).strip()
        + "\n"
    )


def whole_markdown(record: Record, pages: Sequence[PageText]) -> str:
    """The record as Markdown, then the text of its pages with its headings; references as a list."""
    return "\n\n".join([markdown(record).rstrip(), "---", *_blocks(pages)]) + "\n"


def _blocks(pages: Sequence[PageText]) -> Iterator[str]:
    for piece in pieces(pages):
        text = without_markup(piece.text)
        if piece.kind is PieceKind.HEADING:
            yield f"{'#' * min(6, piece.level + 1)} {text}"
        elif piece.kind is PieceKind.REFERENCE:
            item = parsed(piece.text)
            yield f"- {f'({item.number}) ' if item.number else ''}{without_markup(item.text)}"
        elif piece.kind is PieceKind.NOTE:
            yield f"> {text}"
        else:
            yield text


def whole_tei(record: Record, pages: Sequence[PageText]) -> str:
    """The record as TEI with the text of its pages: `pb` and `lb` point to zones, which hold words or characters."""
    root = tei_element(record)
    _zones(root, pages)
    text = root.find(f"{_T}text")
    assert text is not None
    for old in text.findall(f"{_T}body"):
        text.remove(old)
    body = add(text, _T + "body")
    names = {
        (page.number, line): f"p{page.number}l{n}"
        for page in pages
        for n, line in enumerate(page.lines, start=1)
    }
    _divisions(body, pieces(pages), names)
    return document(root)


def _zones(root: Element, pages: Sequence[PageText]) -> None:
    """A zone for each line in its page's surface, in it one for each word, or each character of Han."""
    facsimile = root.find(f"{_T}facsimile")
    if facsimile is None:
        facsimile = Element(_T + "facsimile")
        root.insert(1, facsimile)
    for page in pages:
        surface = facsimile.find(f"{_T}surface[@n='{page.number}']")
        if surface is None:
            size = {"ulx": "0", "uly": "0", "lrx": str(page.width), "lry": str(page.height)}
            surface = add(
                facsimile, _T + "surface", None, {_ID: f"p{page.number}", "n": str(page.number)} | size
            )
        for number, line in enumerate(page.lines, start=1):
            zone = add(
                surface,
                _T + "zone",
                None,
                {_ID: f"p{page.number}l{number}", "type": "line"} | _corners(line.bbox),
            )
            for word, _ in spaced_words(line):
                add(zone, _T + "zone", None, {"type": "word", "n": word.text} | _corners(word.bbox))


def _corners(box: tuple[int, int, int, int]) -> dict[str, str]:
    left, top, right, bottom = (max(0, edge) for edge in box)
    return {"ulx": str(left), "uly": str(top), "lrx": str(max(left, right)), "lry": str(max(top, bottom))}


Names = dict[tuple[int, Line], str]


def _divisions(body: Element, found: Sequence[TextPiece], names: Names) -> None:
    """Headings open divisions at their level; what stands before the first is a division without a head."""
    open_at: list[tuple[int, Element]] = []
    last_page = 0
    for piece in found:
        if piece.kind is PieceKind.HEADING:
            while open_at and open_at[-1][0] >= piece.level:
                open_at.pop()
            parent = open_at[-1][1] if open_at else body
            open_at.append((piece.level, add(parent, _T + "div")))
        elif not open_at:
            open_at.append((0, add(body, _T + "div")))
        last_page = _write(open_at[-1][1], piece, names, last_page)
    if not len(body):
        add(body, _T + "p")


def _write(division: Element, piece: TextPiece, names: Names, last_page: int) -> int:
    """One piece into its division; returns the page it ends on."""
    if piece.kind is PieceKind.REFERENCE:
        lists = division.findall(f"{_T}listBibl")
        _bibl(lists[-1] if lists else add(division, _T + "listBibl"), parsed(piece.text), piece, names)
        return piece.lines[-1][0]
    tags = {PieceKind.HEADING: "head", PieceKind.NOTE: "note"}
    element = add(division, _T + tags.get(piece.kind, "p"))
    if element.tag == _T + "head" and len(division) > 1:
        division.remove(element)
        division.insert(0, element)
    last: Element | None = None
    for page, line in piece.lines:
        if page != last_page:
            last = add(element, _T + "pb", None, {"n": str(page), "facs": f"#p{page}"})
            last_page = page
        last = add(element, _T + "lb", None, {"facs": f"#{names[page, line]}"})
        last.tail = legal(line.text)
    return last_page


def _bibl(parent: Element, item: Reference, piece: TextPiece, names: Names) -> None:
    """One reference: as text, its DOI and the type of its source told apart."""
    marks = {"n": str(item.number)} if item.number is not None else {}
    places = " ".join(dict.fromkeys(f"#{names[page, line]}" for page, line in piece.lines))
    bibl = add(parent, _T + "bibl", None, marks | {"facs": places})
    for name, (tag, attributes) in _PARTS.items():
        if value := item.parts.get(name):
            add(bibl, _T + tag, value, attributes).tail = " "
    if item.doi:
        add(bibl, _T + "idno", item.doi, {"type": "DOI"}).tail = " "
    add(bibl, _T + "note", item.text, {"type": "as-printed"})


_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "persons": ("author", {}),
    "title": ("title", {"level": "a"}),
    "source": ("title", {"level": "j"}),
    "place": ("pubPlace", {}),
    "publisher": ("publisher", {}),
    "year": ("date", {}),
    "volume": ("biblScope", {"unit": "volume"}),
    "issue": ("biblScope", {"unit": "issue"}),
    "pages": ("biblScope", {"unit": "page"}),
    "type": ("note", {"type": "document-type"}),
}
