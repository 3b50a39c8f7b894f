"""What corrections teach: accuracy by field, kept sentences and terms."""

from __future__ import annotations

from pathlib import Path

from pipeline.languages.terms import read_glossary
from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.store.memory import open_memory
from pipeline.store.remembered import keep_sentence, keep_term

KEY = "ab" * 8


def test_accuracy_is_measured_against_approved_records_only(desk: Desk) -> None:
    assert desk.agreements() == (0, ())
    desk.records.edit(KEY, 1, NewValue(path="authors.0.name.zh", value="李朋"), "ann")
    assert desk.agreements()[0] == 0
    desk.records.decide(KEY, 2, "approved", "ann")
    count, found = desk.agreements()
    by_path = {one.path: one for one in found}
    assert count == 1
    assert found[0].path == "authors.name.zh"
    names = by_path["authors.name.zh"]
    assert (names.values, names.right, names.errors, names.characters) == (2, 1, 1, 5)
    assert by_path["doi"].accuracy == 1.0


def test_a_term_replaces_the_older_one_of_the_same_source(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "glossary.csv"
    keep_term(file, "疗效", "effect", "zh", "en")
    keep_term(file, "放疗", "radiotherapy", "zh", "en")
    keep_term(file, "疗效", "efficacy", "zh", "en")
    assert [(t.source, t.target) for t in read_glossary(file)] == [
        ("放疗", "radiotherapy"),
        ("疗效", "efficacy"),
    ]


def test_a_sentence_pair_is_found_by_the_next_translation(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    keep_sentence(file, "探讨疗效。", "To study the effect.", "zh", "en")
    memory = open_memory(file)
    assert memory.matches("zh", "en", "探讨疗效。")[0].target == "To study the effect."
    memory.close()
