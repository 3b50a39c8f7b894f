"""What a person changed is checked as a reading is: new doubts are raised, answered ones go, the score follows."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.records.record import Record
from pipeline.stages.check.again import article_of, check_again
from tests.records.made import record


def _codes(found: Record) -> set[str]:
    return {f.code for f in found.quality.flags}


@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({"issn": "1007-3842"}, {"issn.check_digit", "doi.issn_mismatch"}),
        ({"year": 2031}, {"doi.year_mismatch"}),
        ({"year": 1019}, {"year.implausible", "doi.year_mismatch", "dates.year"}),
        ({"last_page": "12"}, {"pages.order"}),
        ({"doi": "10.1234/j.issn.1O07-3841.2023.22.1057"}, {"doi.odd_shape"}),
        ({"dates": {"received": "2023-02-15", "accepted": "2022-01-01"}}, {"dates.order"}),
        ({"clc": ["8734"]}, {"clc.shape"}),
        ({"title": {}}, {"title.missing"}),
    ],
)
def test_a_wrong_value_is_flagged_and_its_cure_takes_the_flag_away(
    changes: dict[str, Any], raised: set[str]
) -> None:
    right, wrong = record(), record(**changes)
    found = check_again(right, wrong)
    assert raised <= _codes(found) - _codes(right)
    assert found.quality.score < right.quality.score
    cured = check_again(found, right.model_copy(update={"quality": found.quality}))
    assert _codes(cured) == _codes(right)
    assert cured.quality.score == pytest.approx(right.quality.score, abs=1e-3)


def test_what_a_person_accepted_does_not_come_back() -> None:
    accepted = record(issn="1007-3842")
    assert "issn.check_digit" not in _codes(
        check_again(accepted, accepted.model_copy(update={"volume": "51"}))
    )


def test_a_wrong_number_in_machine_text_is_flagged_and_its_cure_answers_it() -> None:
    right = record()
    text = "Objective To study the effect. Methods We enrolled 96 patients. Results 56.3% (P=0.024)."
    right = record(abstract=right.abstract | {"en": {"text": text, "sections": []}})
    wrong = record(abstract=right.abstract | {"en": {"text": text.replace("56.3", "53.6"), "sections": []}})
    found = check_again(right, wrong)
    assert "translation.numbers" in _codes(found)
    assert "translation.numbers" not in _codes(
        check_again(found, right.model_copy(update={"quality": found.quality}))
    )


def test_nothing_changes_where_nothing_changed() -> None:
    assert check_again(record(), record()) == record()


def test_the_article_of_a_record_says_the_same() -> None:
    article = article_of(record())
    assert article.doi is not None
    assert (article.doi.value, article.authors[1].name["zh"].value) == (record().doi, "欧阳静")
    assert article.abstract["en"].text.origin == "translated"
