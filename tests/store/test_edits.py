"""Edits: one path, one value, checked; what hangs on it follows."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.records.record import Record
from pipeline.store.contents import changes, contents, offers, same, take
from pipeline.store.edits import NewValue, apply
from pipeline.store.members import names_of
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
    assert contents(apply(record(), NewValue(path=path, value=value))).get(path, "") == expected


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
        apply(record(), NewValue(path=path, value=value))


def test_the_id_follows_the_doi() -> None:
    assert apply(record(), NewValue(path="doi", value="10.5555/abc")).id == "doi:10.5555/abc"
    assert apply(record(), NewValue(path="doi", value="")).id == "sha256:" + "ab" * 8


def test_a_stretch_is_replaced_even_where_it_moved() -> None:
    start = ZH.index("96例")
    edit = NewValue(path="abstract.zh", value="97例", start=start, expected="96例")
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
    kept = apply(old, NewValue(path="abstract.zh", value=text)).abstract["zh"]
    assert [s.text for s in kept.sections] == ["探讨疗效。", "纳入97例。"]
    gone = apply(old, NewValue(path="abstract.zh", value="探讨疗效。")).abstract["zh"]
    assert gone.sections == ()


def test_removing_an_author_moves_the_evidence_up() -> None:
    evidence = record().evidence["doi"].model_dump()
    old = record(evidence={"authors.0.email": evidence, "authors.1.name.zh": evidence, "doi": evidence})
    new = apply(old, NewValue(path="authors.0", value=""))
    assert [a.name["zh"] for a in new.authors] == ["欧阳静"]
    assert set(new.evidence) == {"authors.0.name.zh", "doi"}


def test_members_are_added_and_removed() -> None:
    one = apply(record(), NewValue(path="affiliations.+", value="新医院"))
    assert one.affiliations[1].id == 2
    two = apply(one, NewValue(path="affiliations.0", value=""))
    assert two.authors[0].affiliations == ()
    assert apply(two, NewValue(path="authors.+", value="王芳")).authors[2].name == {"zh": "王芳"}


def test_a_new_value_answers_its_flags_but_a_stretch_of_it_does_not() -> None:
    old = record()
    assert apply(old, NewValue(path="abstract.en", value="New.")).quality.flags == ()
    part = NewValue(path="abstract.en", value="the", start=0, expected="Objective")
    assert apply(old, part).quality.flags == old.quality.flags


def test_machine_text_stays_marked_when_corrected() -> None:
    new = apply(record(), NewValue(path="abstract.en", value="Objective To study it."))
    assert "abstract.en" in new.translated
    assert "abstract.en" not in apply(record(), NewValue(path="abstract.en", value="")).translated


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


def test_a_changed_heading_keeps_the_sections() -> None:
    text = "目的 探讨疗效。方法 纳入96例。结果 有效。"
    sections = [
        {"label": "objective", "heading": "目的", "text": "探讨疗效。"},
        {"label": "methods", "heading": "方法", "text": "纳入96例。"},
        {"label": "results", "heading": "结果", "text": "有效。"},
    ]
    old = record(abstract={"zh": {"text": text, "sections": sections}})

    def after(value: str) -> list[tuple[str, str, str]]:
        found = apply(old, NewValue(path="abstract.zh", value=value)).abstract["zh"].sections
        return [(s.label, s.heading, s.text) for s in found]

    assert after("研究目标 探讨疗效。方法 纳入96例。结果 有效。")[0] == (
        "objective",
        "研究目标",
        "探讨疗效。",
    )
    assert after("目的 探讨疗效。对象与方法 纳入96例。结果 有效。")[1] == (
        "methods",
        "对象与方法",
        "纳入96例。",
    )
    assert after("目的 探讨疗效。纳入96例。结果 有效。") == [
        ("objective", "目的", "探讨疗效。纳入96例。"),
        ("results", "结果", "有效。"),
    ]
    label = (
        apply(old, NewValue(path="abstract.zh.sections.1.label", value="background"))
        .abstract["zh"]
        .sections[1]
    )
    assert (label.label, label.text) == ("background", "纳入96例。")
    with pytest.raises(StoreError, match="no kind of section"):
        apply(old, NewValue(path="abstract.zh.sections.1.label", value="poem"))


def _names(found: Record, code: str = "zh") -> list[str]:
    return [author.name.get(code, "") for author in found.authors]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王芳，李娜，张伟", ["王芳", "李娜", "张伟"]),
        ("王芳 李娜 张伟", ["王芳", "李娜", "张伟"]),
        ("王芳1,2，李娜2*、张伟1", ["王芳", "李娜", "张伟"]),
        ("WANG Fang, LI Na, ZHANG Wei", ["WANG Fang", "LI Na", "ZHANG Wei"]),
        ("Wang, Fang; Li, Na", ["Wang, Fang", "Li, Na"]),
        ("Wang Fang and Li Na", ["Wang Fang", "Li Na"]),
        ("WANG Fang, LI Na and ZHANG Wei", ["WANG Fang", "LI Na", "ZHANG Wei"]),
        ("Wang F1,2, Li N3, and Zhang W1*", ["Wang F", "Li N", "Zhang W"]),
        ("Wang Fang, MD, Li Na, PhD", ["Wang Fang", "Li Na"]),
        ("Wang, F., Li, N. M., & Zhang, W.", ["Wang, F.", "Li, N. M.", "Zhang, W."]),
        ("Wang, Fang and Li, Na", ["Wang, Fang", "Li, Na"]),
        ("Müller A, Schmidt B und Weber C", ["Müller A", "Schmidt B", "Weber C"]),
        ("García López M, Pérez J y Ruiz A", ["García López M", "Pérez J", "Ruiz A"]),
        ("WANG Fang\nLI Na", ["WANG Fang", "LI Na"]),
        ("王芳¹ 李娜²", ["王芳", "李娜"]),
        ("王芳(1)，李娜(2)", ["王芳", "李娜"]),
        ("Wang, Fang", ["Wang, Fang"]),
        ("欧阳静", ["欧阳静"]),
    ],
)
def test_a_pasted_list_of_names_is_parted(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_a_pasted_list_fills_adds_and_goes_between() -> None:
    assert _names(apply(record(), NewValue(path="authors.+", value="王芳，李娜"))) == [
        "李鹏",
        "欧阳静",
        "王芳",
        "李娜",
    ]
    assert _names(apply(record(), NewValue(path="authors.0.name.zh", value="王芳；李娜"))) == ["王芳", "李娜"]
    assert _names(apply(record(), NewValue(path="authors.1.name.zh", value="欧阳；静"))) == [
        "李鹏",
        "欧阳",
        "静",
    ]
    three = apply(record(), NewValue(path="authors.0.name.en", value="LI Peng; LI Na; WU Wei"))
    assert (_names(three, "en"), _names(three)) == (
        ["LI Peng", "LI Na", "WU Wei", "OUYANG Jing"],
        ["李鹏", "", "", "欧阳静"],
    )
    assert _names(apply(record(), NewValue(path="authors.+", value="WANG Fang")), "en")[2] == "WANG Fang"


def test_authors_are_moved_split_and_joined_with_all_that_is_theirs() -> None:
    evidence = record().evidence["doi"].model_dump()
    old = record(evidence={"authors.0.email": evidence, "authors.1.name.zh": evidence})
    moved = apply(old, NewValue(path="authors.0.move", value="1"))
    assert (_names(moved), set(moved.evidence)) == (
        ["欧阳静", "李鹏"],
        {"authors.1.email", "authors.0.name.zh"},
    )
    one = apply(record(), NewValue(path="authors.0.join", value=""))
    assert (_names(one), _names(one, "en")) == (["李鹏欧阳静"], ["LI Peng OUYANG Jing"])
    merged = apply(record(), NewValue(path="authors.0.name.zh", value="李鹏王芳"))
    with pytest.raises(StoreError, match="does not look like two"):
        apply(merged, NewValue(path="authors.0.split", value=""))
    glued = record(authors=[{"name": {"zh": "李鹏 王芳", "en": "LI Peng, WANG Fang"}, "affiliations": [1],
                             "corresponding": False, "email": None, "orcid": None}])  # fmt: skip
    two = apply(glued, NewValue(path="authors.0.split", value=""))
    assert (_names(two), _names(two, "en")) == (["李鹏", "王芳"], ["LI Peng", "WANG Fang"])
    with pytest.raises(StoreError, match="no place"):
        apply(record(), NewValue(path="authors.0.move", value="x"))


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("doi", "https://doi.org/10.5555/AbC。", "10.5555/AbC"),
        ("doi", "doi: 10.5555/abc", "10.5555/abc"),
        ("issn", "issn 1007 384x", "1007-384X"),
        ("language", "zh-hant", "zh-Hant"),
        ("dates.received", "2024-02-29", "2024-02-29"),
    ],
)
def test_values_are_brought_to_their_form(path: str, value: str, kept: str) -> None:
    assert contents(apply(record(), NewValue(path=path, value=value)))[path] == kept


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("doi", "11.1234/x"),
        ("issn", "1007-38"),
        ("language", "Chinese"),
        ("language", ""),
        ("year", "1019"),
        ("dates.received", "2023-02-30"),
        ("dates.received", "2023-2-3"),
    ],
)
def test_what_has_no_form_is_refused(path: str, value: str) -> None:
    with pytest.raises(StoreError):
        apply(record(), NewValue(path=path, value=value))
