"""The whole way, on our samples, against what a perfect record would say."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pikepdf
import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.engines.toolbox import open_engines
from pipeline.errors import EncryptedPdf, StageError
from pipeline.flow import failed, read
from pipeline.ports import Drawn, Engines, LayerText, Pdf
from pipeline.records.article import Status
from pipeline.records.record import Record
from pipeline.settings import PageSettings, Settings, TranslateSettings
from pipeline.stages.check import check
from pipeline.stages.clean import clean
from pipeline.stages.extract import extract
from pipeline.stages.layout import layout
from pipeline.stages.recognize import recognize
from pipeline.stages.translate import translate

SETTINGS = Settings(translate=TranslateSettings(enabled=False))


@cache
def engines() -> Engines:
    return open_engines(SETTINGS)


@cache
def outcome(path: Path) -> Record:
    return read(path, SETTINGS, engines()).record


def truth(root: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (root / "tests" / "golden" / "truth" / f"{name}.json").read_text("utf-8")
    )
    return found


def error_rate(want: str, got: str) -> float:
    want, got = "".join(want.split()), "".join(got.split())
    return Levenshtein.distance(want, got) / max(1, len(want))


def test_no_two_arrows_could_be_swapped() -> None:
    stages = (clean, recognize, layout, extract, translate, check)
    hints = [get_type_hints(stage) for stage in stages]
    ins = [next(iter(hint.values())) for hint in hints]
    outs = [hint["return"] for hint in hints]
    assert len(set(ins)) == len(ins)
    assert len(set(outs)) == len(outs)
    assert not set(map(id, ins)) & {id(out) for i, out in zip(ins, outs, strict=True) if i is out}


@pytest.mark.live
@pytest.mark.parametrize("name", ["fr-born-digital", "zh-office-scan", "zh-Hant-born-digital"])
def test_samples_read_as_they_are_printed(root: Path, samples: Path, name: str) -> None:
    want, got = truth(root, name), outcome(samples / f"{name}.pdf")
    language = want["lang"]
    assert got.language == language
    assert (got.doi, got.issn, got.year, got.volume, got.issue) == tuple(
        want[key] for key in ("doi", "issn", "year", "volume", "issue")
    )
    assert error_rate(want["title"]["src"], got.title[language]) == 0
    assert error_rate(want["abstract"]["src"]["text"], got.abstract[language].text) <= 0.01
    assert [a.name[language] for a in got.authors] == want["authors"]["src"]
    if want["english_printed"]:
        assert error_rate(want["abstract"]["en"]["text"], got.abstract["en"].text) <= 0.01
    assert not got.translated


@pytest.mark.live
def test_the_same_input_gives_the_same_record(samples: Path) -> None:
    path = samples / "fr-born-digital.pdf"
    again = read(path, SETTINGS, engines()).record
    first = outcome(path)
    assert again.model_dump(exclude={"provenance": {"seconds"}}) == first.model_dump(
        exclude={"provenance": {"seconds"}}
    )


@pytest.mark.live
def test_every_printed_field_has_evidence_on_its_page(samples: Path) -> None:
    record = outcome(samples / "zh-office-scan.pdf")
    page = record.source.pages[0]
    for path, evidence in record.evidence.items():
        left, top, right, bottom = evidence.bbox
        assert 0 <= left < right <= page.width, path
        assert 0 <= top < bottom <= page.height, path
    assert {"doi", "title.zh", "title.en", "abstract.zh", "abstract.en", "authors.0.name.zh"} <= set(
        record.evidence
    )


def with_cover(article: Path, target: Path) -> Path:
    """The article behind the sheet that a database puts before it."""
    lines = (
        "See discussions, stats, and author profiles for this publication at:",
        "Article views: 12",
        "Uploaded by 10.0.0.1",
    )
    said = "".join(f"({line}) Tj 0 -30 Td " for line in lines)
    with pikepdf.open(article) as pdf:
        sheet = pikepdf.Page(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842]))
        sheet.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 60 700 Td {said}ET".encode())
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        sheet.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages.insert(0, sheet)
        pdf.save(target)
    return target


@pytest.mark.live
def test_an_article_behind_a_cover_sheet_is_read_from_its_own_first_page(
    samples: Path, tmp_path: Path
) -> None:
    alone = outcome(samples / "fr-born-digital.pdf")
    behind = outcome(with_cover(samples / "fr-born-digital.pdf", tmp_path / "behind.pdf"))
    assert (behind.title, behind.abstract, behind.doi) == (alone.title, alone.abstract, alone.doi)
    assert [page.number for page in behind.source.pages] == [page.number + 1 for page in alone.source.pages]


@pytest.mark.live
def test_a_black_page_costs_that_page_only(samples: Path, tmp_path: Path) -> None:
    alone = outcome(samples / "fr-born-digital.pdf")
    target = tmp_path / "black.pdf"
    with pikepdf.open(samples / "fr-born-digital.pdf") as pdf:
        black = pikepdf.Page(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842]))
        black.obj.Contents = pdf.make_stream(b"0 g 0 0 595 842 re f")
        pdf.pages.insert(0, black)
        pdf.save(target)
    behind = outcome(target)
    assert (behind.title, behind.abstract, behind.doi) == (alone.title, alone.abstract, alone.doi)
    assert ("page.dark", "source.pages.1") in {(f.code, f.path) for f in behind.quality.flags}
    assert behind.status is Status.NEEDS_REVIEW


class Falling:
    """A PDF reader with a bug that shows on page 1 alone."""

    def __init__(self, pdf: Pdf) -> None:
        self.facts, self.render, self.glance = pdf.facts, pdf.render, pdf.glance
        self.texts = pdf.texts
        self._layer = pdf.layer

    def layer(self, path: Path, page: int, dpi: int) -> LayerText:
        if page == 1:
            raise IndexError(page)
        return self._layer(path, page, dpi)


class Pale(Falling):
    """A PDF reader whose quicker drawing shows nothing."""

    def __init__(self, pdf: Pdf) -> None:
        super().__init__(pdf)
        self.layer, self.glance = pdf.layer, lambda *_: Drawn(np.full((1287, 909, 3), 255, np.uint8))


@pytest.mark.live
def test_a_glance_that_shows_less_than_the_layer_holds_is_not_the_last_word(samples: Path) -> None:
    path = samples / "fr-born-digital.pdf"
    record, alone = read(path, SETTINGS, replace(engines(), pdf=Pale(engines().pdf))).record, outcome(path)
    assert (record.abstract, record.quality) == (alone.abstract, alone.quality)


@pytest.mark.live
def test_a_bug_that_one_page_shows_costs_that_page_only(samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "twice.pdf"
    with pikepdf.open(samples / "fr-born-digital.pdf") as pdf:
        pdf.pages.insert(0, pdf.pages[0])
        pdf.save(target)
    falling = replace(engines(), pdf=Falling(engines().pdf))
    record = read(target, SETTINGS, falling).record
    assert record.doi == outcome(samples / "fr-born-digital.pdf").doi
    assert "page.unreadable" in {f.code for f in record.quality.flags}
    alone = SETTINGS.model_copy(update={"pages": PageSettings(pages="1")})
    with pytest.raises(StageError):
        read(target, alone, falling)


def test_a_failed_document_has_a_record_that_says_why(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(b"%PDF-1.4")
    error = EncryptedPdf("wants a password.", where="locked.pdf", stage="inspect")
    record = failed(path, error, SETTINGS)
    assert record.status is Status.FAILED
    assert record.error is not None
    assert (record.error.code, record.error.stage) == ("input.encrypted", "inspect")
