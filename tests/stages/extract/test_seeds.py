"""The four texts that the project started from, from file to article."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.records.article import Article, Kind
from pipeline.records.page import Document
from pipeline.settings import Limits
from pipeline.stages.extract import extract
from pipeline.stages.inspect import inspect
from pipeline.stages.layout import layout
from pipeline.stages.segment import segment
from pipeline.stages.textfile import read_text
from tests.fuzz.targets import NoPdf

pytestmark = pytest.mark.shared


def read(path: Path) -> Article:
    document: Document = inspect(path, NoPdf(), Limits())
    return extract(segment([layout(read_text(document))]))


def test_the_garbled_dump_of_the_review(shared: Path) -> None:
    article = read(next((shared / "seeds").glob("003_*.txt")))
    assert article.kind is Kind.ARTICLE
    assert article.doi is not None
    assert article.doi.value == "10.3971/j.issn.1000-8578.2023.22.1533"
    assert {code: f.value for code, f in article.journal.items()} == {"en": "Cancer Res Prev Treat"}
    assert article.title["en"].value == (
        "Research Progress on Combination of Radiotherapy and Immunotherapy on Advanced Non-small Cell Lung Cancer "
        "with Negative Driver Genes"
    )
    assert [a.name["en"].value for a in article.authors] == ["LI Peng", "WU Xiaoting", "GONG Xiaomei"]
    assert [a.corresponding for a in article.authors] == [False, False, True]
    assert len(article.affiliations) == 1
    text = article.abstract["en"].text.value
    assert text.startswith("A large proportion")
    assert text.endswith("negative drvier genes.")
    assert any(f.code == "text.garbled" for f in article.flags)
    assert set(article.title) == set(article.abstract) == {"en"}


@pytest.mark.parametrize(
    ("name", "title", "heading"),
    [
        ("000", "What is immunotherapy and does it work for Lung Cancer", "How It Works"),
        ("001", "How does CAR-T cell therapy work for Lung Cancer", "Current Research Direction"),
        ("002", "Treatment for Lung Cancer Stage 4: A Comprehensive Guide", "Radiation Therapy"),
    ],
)
def test_web_texts_are_no_articles(shared: Path, name: str, title: str, heading: str) -> None:
    article = read(next((shared / "seeds").glob(f"{name}_*.txt")))
    assert article.kind is Kind.DOCUMENT
    assert article.title["en"].value == title
    assert heading in [s.heading for s in article.sections]
    bare = (
        article.doi,
        article.issn,
        article.year,
        article.volume,
        article.authors,
        article.abstract,
        article.journal,
    )
    assert not any(bare)
