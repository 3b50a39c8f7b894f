"""Every format satisfies its official schema, or another project's reader, whatever the record holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS
from pipeline.writers.record_files import read_record, record_files
from tests.records.hostile import CASES
from tests.records.made import record
from tests.writers.official import CHECKS, faults, taken


def test_every_format_is_checked() -> None:
    assert set(CHECKS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_record_is_valid_in_every_format(name: str) -> None:
    found = {case: list(faults(name, [made])) for case, made in CASES.items()}
    assert {case: wrong for case, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", FORMATS)
def test_records_as_a_run_writes_them(name: str, root: Path) -> None:
    records = [read_record(path) for path in record_files([root / "tests" / "golden" / "records"])]
    assert len(records) == taken(name, records) >= 8
    assert list(faults(name, records)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_no_control_character_leaves(name: str) -> None:
    text = "".join(FORMATS[name].write(made) for made in CASES.values())
    assert not any(c in text for c in "\x00\x01\x02\x07\x1b")
    assert text.encode("utf-8")


def test_deposits_leave_out_what_cannot_be_deposited() -> None:
    records = list(CASES.values())
    assert {name: taken(name, records) for name in ("pubmed", "crossref", "datacite")} == {
        "pubmed": 8,
        "crossref": 7,
        "datacite": 7,
    }


@pytest.mark.shared
@pytest.mark.parametrize("name", FORMATS)
def test_the_truth_of_every_page_is_valid(name: str, shared: Path) -> None:
    try:
        records = [_from_truth(path) for path in sorted((shared / "eval" / "dev").glob("*.json"))]
    except json.JSONDecodeError as error:
        pytest.skip(f"a truth of the evaluation set is damaged, bring the set anew: {error}")
    assert len(records) == taken(name, records) == 40
    assert list(faults(name, records)) == []


def _from_truth(path: Path) -> Record:
    """A record that says what the page prints, made from the evaluation set's truth."""
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    own = truth["lang"]

    def both(value: dict[str, Any]) -> dict[str, Any]:
        return {code: value[key] for key, code in (("src", own), ("en", "en")) if value.get(key)}

    names = both(truth["authors"])
    authors = [
        {
            "name": {code: many[number] for code, many in names.items() if len(many) == len(names[own])},
            "affiliations": [],
            "corresponding": False,
            "email": None,
            "orcid": None,
        }
        for number in range(len(names[own]))
    ]
    abstracts = {
        code: {
            "text": value["text"],
            "sections": [{"label": "other"} | part for part in value.get("sections") or ()],
        }
        for code, value in both(truth["abstract"]).items()
    }
    single = ("doi", "issn", "year", "volume", "issue", "first_page", "last_page", "article_number")
    return record(
        **{key: truth.get(key) for key in single},
        id=f"doi:{truth['doi']}",
        language=own,
        journal=both(truth["journal"]),
        title=both(truth["title"]),
        keywords=both(truth["keywords"]),
        clc=truth.get("clc") or [],
        authors=authors,
        abstract=abstracts,
        translated=[],
    )
