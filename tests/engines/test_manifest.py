"""Which model is found, which one wins, and what is said of one that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.manifest import (
    CARD,
    MANIFEST,
    ModelEntry,
    ModelQuality,
    Weights,
    as_toml,
    best,
    faults,
    installed,
    is_model,
    known,
    named,
    read_manifest,
    weights_in,
    write_card,
)
from pipeline.errors import SettingsError, ToolMissing


def folder_of(place: Path, name: str) -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    for file in ("config.json", "source.spm", "target.spm", "vocab.json", "model.safetensors"):
        (folder / file).write_text(f"{name} {file}")
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCANGLOT_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def weights(
    name: str, source: str = "zh", target: str = "en", quality: ModelQuality = ModelQuality.FULL
) -> Weights:
    return Weights(ModelEntry(name=name, source=source, target=target, quality=quality), Path(name))


@pytest.mark.parametrize(
    ("names", "source", "winner"),
    [
        (
            [("scanglot-zh-en-draft", "zh", ModelQuality.DRAFT), ("other", "zh", ModelQuality.FULL)],
            "zh",
            "other",
        ),
        ([("scanglot-zh-en-draft", "zh", ModelQuality.DRAFT)], "zh", "scanglot-zh-en-draft"),
        (
            [("aaa", "zh", ModelQuality.FULL), ("opus-mt-zh-en", "zh", ModelQuality.FULL)],
            "zh",
            "opus-mt-zh-en",
        ),
        ([("aaa", "zh", ModelQuality.FULL), ("bbb", "zh-Hant", ModelQuality.FULL)], "zh-Hant", "bbb"),
        ([("aaa", "zh", ModelQuality.FULL)], "zh-Hant", "aaa"),
        ([("aaa", "zh-Hant", ModelQuality.FULL)], "zh", None),
        ([("aaa", "ja", ModelQuality.FULL)], "zh", None),
        ([("second", "zh", ModelQuality.FULL), ("first", "zh", ModelQuality.FULL)], "zh", "second"),
    ],
)
def test_the_rule(names: list[tuple[str, str, ModelQuality]], source: str, winner: str | None) -> None:
    found = best([weights(n, s, quality=q) for n, s, q in names], source, "en")
    assert (found.entry.name if found else None) == winner


def test_a_folder_is_found_by_its_name_its_card_or_the_manifest(place: Path) -> None:
    folder_of(place, "opus-mt-ja-fr")
    mine = folder_of(place, "mine")
    (mine / CARD).write_text(as_toml(ModelEntry(name="mine", source="zh", target="de", revision="r1")))
    folder_of(place, "listed")
    (place / MANIFEST).write_text(as_toml(ModelEntry(name="listed", source="ko", target="en", licence="MIT")))
    (place / "no-model").mkdir()
    found = {w.entry.name: w for w in installed()}
    assert (found["opus-mt-ja-fr"].entry.source, found["opus-mt-ja-fr"].entry.target) == ("ja", "fr")
    assert found["mine"].revision == "r1"
    assert found["listed"].entry.licence == "MIT"
    assert len(found["listed"].revision) == 12
    assert "no-model" not in found
    assert named("mine").entry == named(str(mine)).entry


def test_a_missing_model_says_what_to_do(place: Path) -> None:
    (place / MANIFEST).write_text(
        as_toml(ModelEntry(name="far-zh-en", source="zh", target="en", hub="org/far"))
    )
    assert "far-zh-en" in known()
    with pytest.raises(ToolMissing, match="scanglot models fetch far-zh-en"):
        named("far-zh-en")
    with pytest.raises(ToolMissing, match="scanglot models list"):
        named("unheard-of")
    with pytest.raises(ToolMissing, match=r"source\.spm"):
        weights_in(place)
    assert not is_model(place)


def test_checksums_find_what_was_changed_or_lost(place: Path) -> None:
    folder = folder_of(place, "opus-mt-zh-en")
    write_card(weights_in(folder))
    assert faults(weights_in(folder)) == []
    (folder / "vocab.json").write_text("changed")
    (folder / "target.spm").unlink()
    wrong = faults(Weights(read_manifest(folder / CARD)["opus-mt-zh-en"], folder))
    assert sorted(wrong) == ["target.spm is missing", "vocab.json differs from its checksum"]


def test_a_broken_manifest_is_named(place: Path) -> None:
    (place / MANIFEST).write_text("[[model]]\nname = 1")
    with pytest.raises(SettingsError, match=r"manifest\.toml"):
        known()


def test_the_projects_own_manifest_lists_the_seven_opus_models() -> None:
    own = read_manifest(Path(__file__).parents[2] / "models" / MANIFEST)
    assert {f"opus-mt-{x}-en" for x in ("zh", "ja", "ko", "de", "fr", "ru", "es")} <= set(own)
    for entry in own.values():
        assert entry.licence, entry.name
        assert entry.note, entry.name
