"""The recipe of the draft model from end to end, on a few hundred lines of its own making."""

from __future__ import annotations

import importlib
import io
import json
import random
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

RECIPE = Path(__file__).parents[2] / "models" / "recipes" / "zh-en"


@pytest.fixture(scope="module", autouse=True)
def on_path() -> object:
    sys.path.insert(0, str(RECIPE))
    yield
    sys.path.remove(str(RECIPE))


def recipe(name: str) -> ModuleType:
    return importlib.import_module(name)


def archive(path: Path, pairs: dict[str, list[tuple[str, str]]]) -> Path:
    with tarfile.open(path, "w:xz") as tar:
        for name, rows in pairs.items():
            for side, suffix in enumerate(("zh", "en")):
                data = "".join(row[side] + "\n" for row in rows).encode()
                entry = tarfile.TarInfo(f"{name}.{suffix}")
                entry.size = len(data)
                tar.addfile(entry, io.BytesIO(data))
    return path


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipe")
    made = [(p.zh, p.en) for p in recipe("synthetic").synthetic_pairs(600, seed=5)]
    packed = archive(folder / "text.tar.xz", {"train/chinaxiv_med_abs": made, "dev": made[:5]})
    amounts = recipe("prepare").Amounts(pieces=900, width=32, synthetic=300)
    recipe("prepare").prepare(packed, folder, amounts)
    return folder


def test_trains_resumes_exports_and_translates_alike(prepared: Path, tmp_path: Path) -> None:
    train, stages, network = recipe("train"), recipe("stages"), recipe("network")
    shape = network.Shape(width=32, encoder_layers=1, decoder_layers=1, heads=2, inner=64)
    stage = stages.Stage("tiny", longest=96, tokens=600, rate=2e-3, warm_up=10, sampling=0.1)
    train.train(train.Run(prepared, shape, stage), until=12, minutes=5, workers=1)
    again = train.Run(prepared, shape, stage)
    assert again.progress.update >= 12
    train.train(again, until=again.progress.update + 6, minutes=5, workers=2)
    assert len(list((prepared / "weights").glob("*.pt"))) == 2

    recipe("export").export(prepared, tmp_path / "model", last=2)
    config = json.loads((tmp_path / "model" / "config.json").read_text())
    assert config["dtype"] == "float16"
    assert engines_agree(tmp_path / "model")


def engines_agree(model: Path) -> bool:
    """Whether both engines give the same translations the same probability, piece by piece.

    What a beam finds on weights this young turns on ties; what it weighs them by may not differ.
    """
    import ctranslate2
    import sentencepiece
    import torch
    from transformers import MarianMTModel

    pairs = [
        ("目的 探讨阿司匹林治疗冠心病的疗效。", "To study aspirin."),
        ("差异有统计学意义（P<0.05）。", "P<0.05."),
    ]
    converter = ctranslate2.converters.TransformersConverter(str(model))
    converter.convert(str(model / "ct2"), quantization="float32")
    translator = ctranslate2.Translator(str(model / "ct2"), compute_type="float32", intra_threads=1)
    source = sentencepiece.SentencePieceProcessor(model_file=str(model / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(model / "target.spm"))
    vocab = json.loads((model / "vocab.json").read_text(encoding="utf-8"))
    reference = MarianMTModel.from_pretrained(str(model), dtype=torch.float32).eval()
    for chinese, english in pairs:
        row, wanted = [*source.encode(chinese, out_type=str), "</s>"], target.encode(english, out_type=str)
        fast = translator.score_batch([row], [wanted])[0].log_probs
        ids = [torch.tensor([[vocab.get(p, vocab["<unk>"]) for p in r]]) for r in (row, [*wanted, "</s>"])]
        with torch.no_grad():
            logits = reference(input_ids=ids[0], labels=ids[1]).logits
        exact = logits.log_softmax(-1).gather(-1, ids[1].unsqueeze(-1)).flatten().tolist()
        if len(fast) != len(exact) or max(abs(f - e) for f, e in zip(fast, exact, strict=True)) > 1e-3:
            return False
    return True


def test_final_weights_never_write_source_only_pieces(prepared: Path) -> None:
    vocabulary = recipe("vocabulary")
    vocab = json.loads((prepared / "vocab.json").read_text(encoding="utf-8"))
    size = vocabulary.target_size(prepared / "target.spm")
    assert list(vocab)[-1] == "<pad>"
    assert vocab["</s>"] == 0
    assert all(c < "\u4e00" for piece in list(vocab)[:size] for c in piece)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("9 5 % C I 为 1.2", "9 5% CI 为 1.2"),
        ("12.8 G H z", "12.8 GHz"),
        ("10 mg/k g", "10 mg/kg"),
        ("观 察 组（n=30）", "观察组(n=30)"),
        ("( 125/144 )", "(125/144)"),
        ("He is a man", "He is a man"),
    ],
)
def test_lines_are_repaired(dirty: str, clean: str) -> None:
    assert recipe("cleaning").clean(dirty) == clean


@pytest.mark.parametrize(
    ("zh", "en", "sound"),
    [
        ("结论该药有效。", "Conclusion The drug is effective.", True),
        ("结论该药有效。", "结论 effective", False),
        ("两组比较差异无统计学意义,随访结果良好。", "No.", False),
        ("", "Nothing", False),
    ],
)
def test_unsound_pairs_are_dropped(zh: str, en: str, sound: bool) -> None:
    cleaning = recipe("cleaning")
    pair = cleaning.Pair("x", zh, en)
    assert cleaning.is_sound(pair, cleaning.word_counts([en] * 3)) is sound


def test_glued_words_come_apart() -> None:
    words = recipe("gluedwords")
    counts = recipe("cleaning").word_counts(
        ["the effect in the mouse and in the rat"] * 50 + ["inthe therapist"]
    )
    split = words.word_splitter(counts, frozenset({"therapist"}))
    assert split("inthe therapist") == "in the therapist"


def test_clauses_are_cut_where_both_sides_agree(prepared: Path) -> None:
    clauses, prepare, batches = recipe("clauses"), recipe("prepare"), recipe("batches")
    judge = prepare.aligner(prepared, batches.read_pairs(prepared / "pairs.tsv"))
    pair = recipe("cleaning").Pair(
        "x",
        "两组均无严重不良反应发生,差异有统计学意义(P<0.05),5年总生存率为61.2%。",
        "No serious adverse reactions occurred in either group, "
        "the difference was statistically significant (P<0.05), the 5-year overall survival rate was 61.2%.",
    )
    made = {(p.zh[:2], p.en[:6]) for p in clauses.clause_pairs(pair, judge, least=0.0)}
    assert ("两组", "No ser") in made
    assert ("5年", "the 5-") in made


def test_synthetic_pairs_keep_their_numbers() -> None:
    cleaning = recipe("cleaning")
    for pair in recipe("synthetic").synthetic_pairs(400, seed=2):
        assert "{" not in pair.zh + pair.en
        if "年" not in pair.zh:
            assert cleaning.number_overlap(pair.zh, pair.en) == 1.0, pair


def test_a_stage_weighs_its_sources() -> None:
    stages, cleaning = recipe("stages"), recipe("cleaning")
    stage = stages.Stage("x", 10, 10, 1e-3, weights={"a": 2.5, "b": 0.0})
    pairs = [cleaning.Pair("a", "一", "one")] * 100 + [cleaning.Pair("b", "二", "two")] * 100
    chosen = [p.source for p in stages.choose(pairs, stage, random.Random(1))]
    assert 220 < chosen.count("a") < 280
    assert "b" not in chosen
