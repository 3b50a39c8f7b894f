"""The translation memory: exact and close matches with their origin, never with other numbers, never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.store.bilingual import sentence_pairs
from pipeline.store.memory import SentencePair, SqliteMemory, open_memory
from tests.records.made import record


def pair(source: str, target: str, origin: str = "doi:10.1/a") -> SentencePair:
    return SentencePair(
        source_language="zh", target_language="en", source=source, target=target, origin=origin
    )


PAIRS = [
    pair("采用Cox比例风险模型进行多因素分析。", "Multivariate analysis used the Cox model."),
    pair("两组患者年龄、性别差异均无统计学意义（P>0.05）。", "Age and sex did not differ (P>0.05)."),
    pair("共纳入96例患者。", "A total of 96 patients were included."),
]


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    made = SqliteMemory(tmp_path / "deep" / "memory.sqlite")
    made.add(PAIRS)
    return made


def test_pairs_are_kept_once_and_in_order(memory: SqliteMemory, tmp_path: Path) -> None:
    assert memory.add([*PAIRS, pair("新句。", "New.")]) == 1
    assert [p.source for p in memory.pairs()] == [*(p.source for p in PAIRS), "新句。"]
    assert next(iter(open_memory(tmp_path / "deep" / "memory.sqlite").pairs())) == PAIRS[0]


@pytest.mark.parametrize(
    ("sentence", "similarity"),
    [
        ("采用Cox比例风险模型进行多因素分析。", 1.0),
        ("采用 Cox 比例风险模型进行多因素分析", 1.0),
        ("采用Cox比例风险模型进行了多因素分析。", 0.9),
        ("两组患者年龄、性别差异均无统计学意义（P<0.05）。", 0.9),
        ("共纳入69例患者。", None),
        ("完全不同的一句话。", None),
        ("。", None),
        ('"" OR * NEAR', None),
    ],
)
def test_matches(memory: SqliteMemory, sentence: str, similarity: float | None) -> None:
    found = memory.matches("zh", "en", sentence)
    assert (found[0].similarity if found else None) == (
        pytest.approx(similarity, abs=0.09) if similarity else None
    )
    assert not found or found[0].origin == "doi:10.1/a"
    assert (similarity == 1.0) == (bool(found) and found[0].similarity == 1.0)
    assert memory.matches("ja", "en", sentence) == ()


def test_an_interrupted_addition_leaves_nothing(memory: SqliteMemory) -> None:
    def failing():  # type: ignore[no-untyped-def]
        yield pair("甲句。", "A.")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        memory.add(failing())
    assert len(list(memory.pairs())) == 3


def test_what_is_no_memory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="scanglot corpus"):
        open_memory(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("no database " * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_memory(tmp_path / "text.sqlite")


def test_only_printed_pairs_are_learned() -> None:
    abstract = {
        "zh": {"text": "共纳入96例患者。有效率为56.3%，高于对照组的33.3%（P=0.024）。", "sections": []},
        "en": {
            "text": "A total of 96 patients were included. The response rate was 56.3%, "
            "higher than the 33.3% in the control group (P=0.024).",
            "sections": [],
        },
    }
    pairs = list(sentence_pairs(record(abstract=abstract, translated=[])))
    assert [(p.source, p.target) for p in pairs[:2]] == [
        ("联合治疗的疗效", "Efficacy of Combined Treatment"),
        ("共纳入96例患者。", "A total of 96 patients were included."),
    ]
    assert len(pairs) == 3
    machine = record(translated=["abstract.en", "title.en", "keywords.en"])
    assert list(sentence_pairs(machine)) == []
    assert list(sentence_pairs(record(language="en"))) == []
