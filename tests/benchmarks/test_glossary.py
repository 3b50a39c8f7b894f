"""The glossary's rows against the sources that they name."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.glossary import ENTRIES, GLOSSARY, OURS, PAPERS, not_held, rows_of, sources, table
from pipeline.languages.terms import glossary, holds_term, lint, read_glossary

ROOT = Path(__file__).parents[2]
ROWS = rows_of(ROOT / GLOSSARY)
TEXT = {
    "hpo_zh_terms": [("肺炎", "Pneumonia")],
    "cc_cedict": [("血友病", "hemophilia")],
    "tico19_terminology": [("飞沫", "droplets")],
    "chinaxiv_med_titles": [("铁死亡与肿瘤", "Ferroptosis in tumors"), ("铁死亡", "Review of ferroptosis")],
    "chinaxiv_med_abs": [("列线图", "A nomogram")],
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "text.tar.xz"
    with tarfile.open(path, "w:xz") as tar:
        for name in (*ENTRIES.values(), *PAPERS):
            for at, side in enumerate(("zh", "en")):
                data = "".join(f"{pair[at]}\n" for pair in TEXT.get(name, [])).encode()
                member = tarfile.TarInfo(f"./train/{name}.{side}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    return path


def _row(source: str, target: str, checked: str) -> dict[str, str]:
    return {"source": source, "target": target, "domain": "x", "checked": checked}


def test_a_row_is_held_by_the_source_that_it_names_only(archive: Path) -> None:
    held = [
        _row("肺炎", "pneumonia", "HPO"),
        _row("血友病", "haemophilia|hemophilia", "CC-CEDICT"),
        _row("飞沫", "droplet", "TICO-19"),
        _row("铁死亡", "ferroptosis", "ChinaXiv"),
        _row("顺铂", "cisplatin", "DrugBank"),
        _row("磨玻璃结节", "ground-glass nodule", OURS),
    ]
    lost = [
        _row("肺炎", "pneumonia", "TICO-19"),
        _row("肺炎", "bronchitis", "HPO"),
        _row("列线图", "nomogram", "ChinaXiv"),
        _row("顺铂", "cisplat", "DrugBank"),
        _row("肺癌", "lung cancer", ""),
    ]
    assert not_held([*held, *lost], sources(archive)) == lost


def test_every_row_names_its_source_and_enough_have_both_sides_from_one() -> None:
    counts = Counter(row["checked"] for row in ROWS)
    assert set(counts) == {*ENTRIES, "ChinaXiv", "DrugBank", OURS}
    assert sum(counts[name] for name in (*ENTRIES, "ChinaXiv")) >= 2500
    assert lint(read_glossary(ROOT / GLOSSARY)) == []
    assert len({row["domain"] for row in ROWS}) >= 20
    assert f"| all | {len(ROWS)} |" in table(ROWS)


def test_every_row_is_in_its_source(shared: Path) -> None:
    assert not_held(ROWS, sources(shared / "mt" / "zh-en.tar.xz")) == []


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("替吉奥", "treated with S-1", "treated with tegafur"),
        ("立体定向放疗", "stereotactic radiotherapy", "conformal radiotherapy"),
        ("总有效率", "the total effective rate", "the overall response rate"),
        ("肺动脉高压", "pulmonary hypertension", "pulmonary arterial hypertension"),
        ("动脉型肺动脉高压", "pulmonary arterial hypertension", "arterial hypertension"),
        ("特异性", "specific antibodies", "sensitive antibodies"),
        ("特异度", "a specificity of 90%", "a specific marker"),
    ],
)
def test_terms_that_were_wrong_once(source: str, right: str, wrong: str) -> None:
    term = glossary("zh", "en").exact(source)
    assert term is not None
    assert holds_term(right, term)
    assert not holds_term(wrong, term)
