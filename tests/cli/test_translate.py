"""`translate`, `models`, `glossary` and `corpus` on the command line, with a tiny real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from benchmarks.random_marian import build
from pipeline.cli.main import application
from tests.records.made import record


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("models") / "opus-mt-zh-en")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCANGLOT_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, text: str = "") -> Result:
    return CliRunner().invoke(application(), list(args), input=text)


def refused(code: int, *args: str, text: str = "") -> str:
    result = run(*args, text=text)
    assert result.exit_code == code, result.output
    return result.stderr


@pytest.mark.live
def test_lines_in_lines_out(model: Path, place: Path) -> None:
    (place / "in.txt").write_text("目的 探讨疗效。\n\n±\n结论 可控。未见死亡。\n", encoding="utf-8")
    plain = run("translate", "in.txt", "--model", str(model))
    assert plain.exit_code == 0
    lines = plain.stdout.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("Objective ")
    assert lines[1:3] == ["", "±"]
    as_json = run("translate", "--model", str(model), "--json", text="目的 探讨疗效。\n")
    (row,) = [json.loads(line) for line in as_json.stdout.splitlines()]
    assert row["source"] == "目的 探讨疗效。"
    assert row["flags"]
    assert set(row) == {"source", "target", "flags", "matches"}


def test_pairs_are_checked_without_a_model(place: Path) -> None:
    (place / "pairs.tsv").write_text(
        "提示预后不良。\tIt indicates a positive prognosis.\n\n未见死亡。\tNo death was seen.\n",
        encoding="utf-8",
    )
    rows = [
        json.loads(line) for line in run("translate", "--check", "pairs.tsv", "--json").stdout.splitlines()
    ]
    assert [row["line"] for row in rows] == [1, 3]
    assert rows[0]["flags"][0]["code"] == "translation.opposite"
    assert rows[0]["flags"][0]["severity"] == "error"
    assert rows[1]["flags"] == []
    assert run("translate", "--check", "pairs.tsv").stdout.startswith("line 1: error: translation.opposite")
    (place / "bad.tsv").write_text("提示预后不良。\n", encoding="utf-8")
    assert "line 1" in refused(3, "translate", "--check", "bad.tsv")


@pytest.mark.live
def test_another_target_with_a_model_of_that_pair(model: Path) -> None:
    added = run("models", "add", str(model), "--name", "tiny-zh-fr", "--from", "zh", "--to", "fr")
    assert added.exit_code == 0, added.output
    found = run("translate", "--to", "fr", text="目的 探讨疗效。\n结果 96例。\n")
    assert found.exit_code == 0, found.output
    assert [line.split()[0] for line in found.stdout.splitlines()] == ["Objectif", "Résultats"]


def test_what_translate_refuses() -> None:
    assert run("translate").exit_code == 0
    assert "--from" in refused(2, "translate", text="Which language?\n")
    assert "models add" in refused(4, "translate", "--to", "xx", text="探讨疗效。\n")
    assert "models list" in refused(4, "translate", "--model", "unheard-of", text="探讨疗效。\n")
    assert "it is here" in refused(2, "models", "fetch", "scanglot-zh-en-draft")
    assert "nowhere.txt" in refused(3, "translate", "nowhere.txt")


@pytest.mark.live
def test_a_model_carried_here_by_hand(model: Path, place: Path) -> None:
    added = run("models", "add", str(model), "--name", "mine", "--draft", "--licence", "MIT")
    assert "mine (zh to en)" in added.stdout
    listed = run("models", "list").stdout
    assert "mine" in listed
    assert "draft" in listed
    assert "scanglot models fetch opus-mt-ja-en" in listed
    assert run("models", "verify", "mine").stdout == "mine: good\n"
    assert "mine" in run("models", "convert", "mine").stdout
    (place / "data/scanglot/models/mine/vocab.json").write_text("{}")
    broken = run("models", "verify")
    assert broken.exit_code == 1
    assert "vocab.json differs" in broken.stdout


def test_fetch_says_how_to_do_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert "scanglot models add opus-mt-zh-en" in refused(4, "models", "fetch", "opus-mt-zh-en")
    assert "models list" in refused(2, "models", "fetch", "unheard-of")


def test_a_glossary_is_linted(place: Path) -> None:
    (place / "good.csv").write_text("source,target,domain\n肺癌,lung cancer,oncology\n", encoding="utf-8")
    assert run("glossary", "good.csv").exit_code == 0
    (place / "bad.csv").write_text(
        "source,target,domain\n肺癌,lung cancer,\n肺癌,cancer of the lung,\n痛,pain,\n甲,,\n",
        encoding="utf-8",
    )
    bad = run("glossary", "bad.csv")
    assert bad.exit_code == 1
    assert "conflict (lung cancer) with row 2" in bad.stdout
    assert "one character" in bad.stdout
    assert "empty" in bad.stdout


def test_records_become_a_memory_and_a_corpus(place: Path) -> None:
    (place / "out").mkdir()
    (place / "out/a.json").write_text(record().model_dump_json(), encoding="utf-8")
    (place / "out/other.json").write_text("{}", encoding="utf-8")
    made = run("corpus", "out", "--memory", "tm.sqlite", "--to", "tmx", "--out", "c.tmx")
    assert made.exit_code == 0
    assert "new sentence pairs" in made.stderr
    tmx = (place / "c.tmx").read_text(encoding="utf-8")
    assert '<tmx version="1.4">' in tmx
    assert "联合治疗的疗效" in tmx
    again = run("corpus", "out", "--memory", "tm.sqlite")
    assert again.stderr.startswith("0 new")
    assert "\t" in run("corpus", "--memory", "tm.sqlite", "--to", "tsv").stdout
    assert "records" in refused(2, "corpus")
    assert "no record" in refused(3, "corpus", "out/other.json")
