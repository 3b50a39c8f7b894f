"""Pages of our own making, one of a kind each, by the whole way to the record."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.engines.toolbox import open_engines
from pipeline.flow import read
from pipeline.ports import Engines
from pipeline.records.record import Record
from pipeline.settings import Settings, TranslateSettings
from tests.made_pdf import HELVETICA, lines, one_page

pytestmark = pytest.mark.live
SETTINGS = Settings(translate=TranslateSettings(enabled=False))
DUTCH = [
    "Samenvatting",
    "Het doel van dit onderzoek was te bepalen hoe het waterpeil de groei van riet langs de",
    "oevers van meren be\\357nvloedt. In zesendertig proefvlakken werden gedurende drie jaar elke",
    "maand de hoogte en de dichtheid van de planten gemeten. De biomassa was het hoogst waar",
    "het water tussen twintig en veertig centimeter diep was. Wij bevelen aan het peil in het",
    "voorjaar onder de veertig centimeter te houden.",
]
ITALIAN = [
    "Riassunto. Lo scopo dello studio \\350 valutare come il livello dell'acqua influisce sulla crescita",
    "della canna. In trentasei parcelle sono state misurate ogni mese, per tre anni, l'altezza e la",
    "densit\\340 delle piante. La biomassa era pi\\371 alta dove l'acqua era profonda tra 20 e 40 cm.",
    "Parole chiave: canna; livello dell'acqua; biomassa",
]


@cache
def engines() -> Engines:
    return open_engines(SETTINGS)


def record_of(path: Path) -> Record:
    return read(path, SETTINGS, engines()).record


def codes(record: Record) -> set[str]:
    return {flag.code for flag in record.quality.flags}


def article(path: Path, title: list[str], people: str, text: list[str], page: str = "") -> Path:
    """A page with a title, people and text, as a journal sets it."""
    content = lines(title, top=740, size=18) + lines([people], top=680) + lines(text, top=640)
    return one_page(path, content, HELVETICA, page)


def test_a_page_in_a_language_without_a_file_is_named(tmp_path: Path) -> None:
    title = ["De invloed van het waterpeil op de groei van riet", "langs meren"]
    record = record_of(article(tmp_path / "nl.pdf", title, "Jan de Vries, Anna van den Berg", DUTCH))
    assert record.language == "nl"
    assert record.title["nl"] == " ".join(title)
    assert "language.unknown" in codes(record)
    assert record.status == "needs_review"


def test_an_italian_page_is_read(tmp_path: Path) -> None:
    title = ["Effetti del livello dell'acqua sulla crescita della canna"]
    record = record_of(article(tmp_path / "it.pdf", title, "Marco Rossi, Giulia Bianchi", ITALIAN))
    assert record.language == "it"
    assert record.title["it"] == title[0]
    assert [author.name["it"] for author in record.authors] == ["Marco Rossi", "Giulia Bianchi"]
    assert record.keywords["it"] == ("canna", "livello dell'acqua", "biomassa")
    assert record.abstract["it"].text.endswith("tra 20 e 40 cm.")
