"""What a searchable PDF says about itself: XMP, language, and PDF/A-2b where the source has what that asks for."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.records.record import Record
from pipeline.writers.characters import one_line
from pipeline.writers.names import author_name
from pipeline.writers.trust import AGENT, note
from pipeline.writers.views import printed, source

if TYPE_CHECKING:
    import pikepdf

_PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
_DEFAULT = "x-default"
_FORBIDDEN = ("/JavaScript", "/JS", "/EmbeddedFiles", "/XFA")
"""What PDF/A-2b allows nowhere in the names, actions or forms of a file."""


class Bag(set[str]):
    """Words without an order, always written in the same one."""

    def __iter__(self) -> Iterator[str]:
        """The words in the order of their characters."""
        return iter(sorted(super().__iter__()))


def describe(pdf: pikepdf.Pdf, record: Record) -> None:
    """Title, authors, DOI, journal, keywords and trust as XMP, the language of the text; marked PDF/A-2b where it is one."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]  # made again from the XMP, which it has to agree with
    if record.language:
        pdf.Root.Lang = record.language
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta.register_xml_namespace(_PRISM, "prism")
        title = one_line(source(record, "title", record.title) or record.source.file)
        meta["dc:title"] = title
        meta["dc:creator"] = [one_line(n) for a in record.authors if (n := author_name(a, record.language))]
        meta["dc:description"] = one_line(note(record))
        words = printed(record, "keywords", record.keywords)
        meta["dc:subject"] = Bag(one_line(word) for many in words.values() for word in many)
        if record.language:
            meta["dc:language"] = {record.language}
        if record.doi:
            meta["dc:identifier"] = f"doi:{record.doi}"
            meta[f"{{{_PRISM}}}doi"] = one_line(record.doi)
        journal = source(record, "journal", record.journal)
        if journal:
            meta[f"{{{_PRISM}}}publicationName"] = one_line(journal)
        meta["xmp:CreatorTool"] = AGENT
        fit = not any(archival_faults(pdf))
        if fit:
            meta["pdfaid:part"], meta["pdfaid:conformance"] = "2", "B"
    if fit:
        _intend(pdf)


def archival_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What keeps a file from being PDF/A-2b (ISO 19005-2): fonts that are not embedded, scripts, encryption, wrong filters.

    Colours are given an output intent of sRGB, so only those that it cannot stand for are faults.
    """
    if pdf.is_encrypted:
        yield "it is encrypted"
    for item in pdf.objects:
        for part in _own_objects(item):
            yield from _faults_of(part)


def _own_objects(item: Any) -> Iterator[Any]:
    """The object and what it holds that is no object of its own."""
    import pikepdf

    yield item
    held: list[Any] = []
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        held = [value for _, value in item.items()]
    elif isinstance(item, pikepdf.Array):
        held = list(item)
    for value in held:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _own_objects(value)


def _faults_of(item: Any) -> Iterator[str]:
    import pikepdf

    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    for key in _FORBIDDEN:
        if key in item:
            yield f"it has {key}"
    kind = str(item.get("/Type", ""))
    if kind == "/Font":
        yield from _font_faults(item)
    if kind == "/Annot":
        yield "it has annotations"
    if "LZWDecode" in str(item.get("/Filter", "")):
        yield "it has streams in LZW"
    if str(item.get("/ColorSpace", "")) == "/DeviceCMYK":
        yield "it has CMYK without a profile"


def _font_faults(font: Any) -> Iterator[str]:
    """A font must be embedded; one of which nothing is drawn (render mode 3) need not be."""
    if str(font.get("/BaseFont", "")) == "/ScanglotText" or str(font.get("/Subtype", "")) in (
        "/Type0",
        "/Type3",
    ):
        return
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"the font {font.get('/BaseFont', '?')} is not embedded"


def _intend(pdf: pikepdf.Pdf) -> None:
    """Colours mean sRGB."""
    import pikepdf

    if "/OutputIntents" in pdf.Root:
        return
    profile = pdf.make_stream(_srgb(), N=3)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name("/GTS_PDFA1"),
        OutputConditionIdentifier="sRGB",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _srgb() -> bytes:
    """The profile of sRGB; its time of making (bytes 24 to 35 of the header) is set to one that never changes."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return bytes(made)
