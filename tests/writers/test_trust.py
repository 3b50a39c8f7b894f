"""Status, score, flags and confidence leave with the record, in every format that has a place for them."""

from __future__ import annotations

import json

import pytest

from pipeline.records.record import Record, released
from pipeline.writers.formats import DEPOSITS, FORMATS, stream
from pipeline.writers.trust import facts, note
from tests.records.made import record
from tests.writers.official import parsed

REVIEW = {"revision": 3, "by": "librarian", "at": "2026-11-22T10:00:00+00:00"}
PLACES = {
    "jsonl": [
        '"status":"needs_review"',
        '"score":0.81',
        '"code":"translation.draft_model"',
        '"confidence":0.97',
    ],
    "opensearch": [
        '"fit": false',
        '"score": 0.81',
        '"translation.draft_model"',
        '{"path": "doi", "value": 0.97}',
    ],
    "jats": [
        "<meta-name>scanglot-status</meta-name>",
        "needs_review",
        "warning translation.draft_model",
        "doi 0.97",
    ],
    "jats-1.4": ['notes-type="processing"', "needs_review", "warning translation.draft_model", "doi 0.97"],
    "tei": [
        'status="needs_review"',
        'cert="0.97"',
        'facs="#z0"',
        'resp="#machine"',
        "translation.draft_model",
    ],
    "marcxml": ['tag="588"', "status needs_review, score 0.81", "translation.draft_model", 'tag="883"'],
    "ris": [
        "N1  - Read by scanglot: status needs_review, score 0.81 (good)",
        "N1  - Flag: warning",
        "doi 0.97",
    ],
    "bibtex": ["x-status = {needs\\_review}", "x-score = {0.81}", "translation.draft\\_model", "doi 0.97"],
    "csl-json": ['"status": "needs_review"', '"score": 0.81', "translation.draft_model", '"doi": "0.97"'],
    "csv": ["needs_review", "0.81,good,none", "translation.draft_model abstract.en", "doi=0.97"],
    "markdown": ["status needs\\_review, score 0.81", "translation.draft\\_model"],
    "mods": [
        "<recordInfoNote",
        "status needs_review, score 0.81",
        "doi 0.97",
        'displayLabel="Machine translation"',
    ],
    "dspace": ["status needs_review, score 0.81 (good)", "[Machine translation] Objective"],
    **{
        name: ['stage="production"', '<publication version="1" status="1"']
        for name in ("ojs", "ojs-3.4", "ojs-3.3")
    },
    "schema-org": ['"creativeWorkStatus": "needs_review"', "score 0.81 (good)", '"Machine translation"'],
    "datacite": ["TechnicalInfo", "status needs_review, score 0.81 (good), not reviewed"],
}
NO_PLACE = {"pubmed", "crossref", "gbt7714", "gbt7714-2015"}
"""Their schemas have no element for it; deposits take only what is fit."""


@pytest.mark.parametrize("name", FORMATS)
def test_trust_leaves_with_the_record(name: str) -> None:
    assert (name in PLACES) != (name in NO_PLACE)
    text = "".join(stream(FORMATS[name], [record()]))
    assert [mark for mark in PLACES.get(name, ()) if mark not in text] == []


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (record(), False),
        (record(status="ok"), True),
        (record(review=REVIEW | {"state": "approved"}), True),
        (record(review=REVIEW | {"state": "pending"}), False),
        (record(status="ok", review=REVIEW | {"state": "rejected"}), False),
    ],
)
def test_fit_is_in_order_or_approved(made: Record, wanted: bool) -> None:
    assert released(made) is wanted


def test_reviewers_are_not_named() -> None:
    made = record(review=REVIEW | {"state": "approved"})
    assert "approved by a person" in note(made)
    assert ("review", "approved") in facts(made)
    assert not any(
        "librarian" in "".join(stream(one, [made]))
        for name, one in FORMATS.items()
        if name not in ("jsonl", "opensearch")
    )


def test_zones_of_tei_stand_on_their_page() -> None:
    tree = parsed(FORMATS["tei"].write(record()))
    names = {"t": "http://www.tei-c.org/ns/1.0"}
    doi = tree.xpath("//t:idno[@type='DOI']", namespaces=names)[0]
    zone = tree.xpath(f"//t:zone[@xml:id='{doi.get('facs')[1:]}']", namespaces=names)[0]
    assert [zone.get(k) for k in ("ulx", "uly", "lrx", "lry")] == ["100", "50", "500", "80"]
    assert zone.getparent().get("lrx") == "1000"


def test_deposits_are_the_three() -> None:
    assert sorted(DEPOSITS) == ["crossref", "datacite", "pubmed"]


def test_machine_text_never_stands_under_the_printed_key() -> None:
    made = record(translated=["title.en", "abstract.en", "keywords.en"])
    line = json.loads(FORMATS["jsonl"].write(made))
    assert [list(line[name]) for name in ("title", "abstract", "keywords")] == [["zh"]] * 3
    assert line["keywords_machine_en"] == ["Lung cancer", "Radiotherapy"]
    assert json.loads(FORMATS["jsonl"].write(record(translated=[])))["title_machine_en"] is None
