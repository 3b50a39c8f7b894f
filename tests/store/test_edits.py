"""Edits: one path, one value, checked; what hangs on it follows."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.store.contents import changes, contents, offers, same, take
from pipeline.store.edits import Edit, apply
from tests.records.made import ZH, record

TABLE = [
    ("title.zh", "新题名", "新题名"),
    ("title.fr", "Efficacité", "Efficacité"),
    ("title.en", "", ""),
    ("doi", "10.5555/abc", "10.5555/abc"),
    ("year", "2024", "2024"),
    ("year", "", ""),
    ("dates.accepted", "2023-04", "2023-04"),
    ("keywords.zh", "肺癌；化疗\n免疫治疗", "肺癌; 化疗; 免疫治疗"),
    ("keywords.en", "", ""),
    ("clc", "R734.2; R730.55", "R734.2; R730.55"),
    ("funding", "A\nB", "A\nB"),
    ("authors.1.name.en", "OUYANG Jin", "OUYANG Jin"),
    ("authors.1.email", "jing@163.com", "jing@163.com"),
    ("authors.0.affiliations", "1", "1"),
    ("authors.1.corresponding", "yes", "yes"),
    ("affiliations.0.name.zh", "第二医院", "第二医院"),
    ("kind", "document", "document"),
    ("journal.en", "J Thorac Oncol", "J Thorac Oncol"),
    ("title.zh", "a\x00b\u0007 ", "ab"),
]


@pytest.mark.parametrize(("path", "value", "expected"), TABLE)
def test_a_value_is_set(path: str, value: str, expected: str) -> None:
    assert contents(apply(record(), Edit(path=path, value=value))).get(path, "") == expected


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("year", "20x3"),
        ("dates.received", "15.2.2023"),
        ("dates.received", "2023-13"),
        ("kind", "poem"),
        ("authors.9.email", "x@y.cn"),
        ("authors.0.affiliations", "7"),
        ("authors.0.affiliations", "one"),
        ("provenance.scanglot", "9"),
        ("quality.score", "1"),
        ("authors.0", "text"),
        ("__class__", "x"),
    ],
)
def test_nonsense_is_refused(path: str, value: str) -> None:
    with pytest.raises(StoreError):
        apply(record(), Edit(path=path, value=value))


def test_the_id_follows_the_doi() -> None:
    assert apply(record(), Edit(path="doi", value="10.5555/abc")).id == "doi:10.5555/abc"
    assert apply(record(), Edit(path="doi", value="")).id == "sha256:" + "ab" * 8


def test_a_stretch_is_replaced_even_where_it_moved() -> None:
    start = ZH.index("96例")
    edit = Edit(path="abstract.zh", value="97例", start=start, expected="96例")
    assert "纳入97例" in apply(record(), edit).abstract["zh"].text
    assert "纳入97例" in apply(record(), edit.model_copy(update={"start": 0})).abstract["zh"].text
    with pytest.raises(StoreError, match="no longer there"):
        apply(record(), edit.model_copy(update={"expected": "95例"}))


def test_sections_follow_the_text_or_go() -> None:
    text = "目的 探讨疗效。方法 纳入97例。"
    sections = [
        {"label": "objective", "heading": "目的", "text": "探讨疗效。"},
        {"label": "methods", "heading": "方法", "text": "纳入96例。"},
    ]
    old = record(abstract={"zh": {"text": text.replace("97", "96"), "sections": sections}})
    kept = apply(old, Edit(path="abstract.zh", value=text)).abstract["zh"]
    assert [s.text for s in kept.sections] == ["探讨疗效。", "纳入97例。"]
    gone = apply(old, Edit(path="abstract.zh", value="探讨疗效。")).abstract["zh"]
    assert gone.sections == ()


def test_removing_an_author_moves_the_evidence_up() -> None:
    evidence = record().evidence["doi"].model_dump()
    old = record(evidence={"authors.0.email": evidence, "authors.1.name.zh": evidence, "doi": evidence})
    new = apply(old, Edit(path="authors.0", value=""))
    assert [a.name["zh"] for a in new.authors] == ["欧阳静"]
    assert set(new.evidence) == {"authors.0.name.zh", "doi"}


def test_members_are_added_and_removed() -> None:
    one = apply(record(), Edit(path="affiliations.+", value="新医院"))
    assert one.affiliations[1].id == 2
    two = apply(one, Edit(path="affiliations.0", value=""))
    assert two.authors[0].affiliations == ()
    assert apply(two, Edit(path="authors.+", value="王芳")).authors[2].name == {"zh": "王芳"}


def test_a_new_value_answers_its_flags_but_a_stretch_of_it_does_not() -> None:
    old = record()
    assert apply(old, Edit(path="abstract.en", value="New.")).quality.flags == ()
    part = Edit(path="abstract.en", value="the", start=0, expected="Objective")
    assert apply(old, part).quality.flags == old.quality.flags


def test_machine_text_stays_marked_when_corrected() -> None:
    new = apply(record(), Edit(path="abstract.en", value="Objective To study it."))
    assert "abstract.en" in new.translated
    assert "abstract.en" not in apply(record(), Edit(path="abstract.en", value="")).translated


def test_changes_carry_the_evidence_of_the_old_value() -> None:
    (change,) = changes(record(), record(doi="10.5555/abc"))
    assert (change.path, change.new) == ("doi", "10.5555/abc")
    assert change.evidence == record().evidence["doi"]


def test_a_newer_reading_is_taken_by_groups() -> None:
    theirs = record(year=2024, title={"zh": "别的题名"}, authors=[], translated=["title.zh"])
    assert [c.path for c in offers(record(), theirs)] == ["title.zh", "title.en", "authors", "year"]
    taken = take(record(), theirs, ("title.zh", "title.en", "authors"))
    assert (taken.title, taken.authors, taken.year) == ({"zh": "别的题名"}, (), 2023)
    assert taken.translated == ("abstract.en", "title.zh")


def test_timings_make_no_difference() -> None:
    provenance = record().provenance.model_dump() | {"seconds": {"render": 9.9}}
    assert same(record(), record(provenance=provenance))
    assert not same(record(), record(year=2024))
