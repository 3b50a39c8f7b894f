"""The recipe of the draft model from end to end, on a few hundred lines of its own making."""

from __future__ import annotations

import importlib
import io
import json
import random
import sys
import tarfile
import tomllib
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
    further = archive(
        folder / "more.tar.xz", {"zh/some_docs": [("保存文件。", "Save the file."), ("目的", "目的")]}
    )
    amounts = recipe("prepare").Amounts(pieces=900, width=32, synthetic=300)
    recipe("prepare").prepare(packed, folder, amounts, further, None)
    return folder


def tiny_run(folder: Path, until: int, workers: int = 1, **start: object) -> object:
    """A short training of a tiny network; gives the finished run."""
    run, stages, network = recipe("run"), recipe("stages"), recipe("network")
    shape = network.Shape(width=32, encoder_layers=1, decoder_layers=1, heads=2, inner=64)
    stage = stages.Stage("tiny", longest=96, tokens=600, rate=2e-3, warm_up=10, sampling=0.1)
    hardware = recipe("hardware").choose("cpu", frozenset({"avx512_bf16"}))
    made = run.Run(folder, run.Start(shape, **start), stage, hardware, until)
    recipe("train").until_told(made, minutes=5, workers=workers, keep=480)
    return made


def test_trains_resumes_exports_and_translates_alike(prepared: Path, tmp_path: Path) -> None:
    assert tiny_run(prepared, until=12).progress.update >= 12
    assert tiny_run(prepared, until=20, workers=2).progress.update >= 20
    assert len(recipe("checkpoint").kept_weights(prepared)) == 2

    recipe("export").export(prepared, tmp_path / "model", last=2)
    config = json.loads((tmp_path / "model" / "config.json").read_text())
    assert config["dtype"] == "float16"
    assert engines_agree(tmp_path / "model")


def test_floors_move_with_the_weights_that_they_are_for(tmp_path: Path) -> None:
    from pipeline.ports import Floors
    from pipeline.stages.translate.unread import LookedAt

    floors = recipe("floors")
    words = [LookedAt("x", i / 1000, rendered=i % 10 < i // 100) for i in range(1000)]
    found = floors.read_floor(words)
    below = [word.rendered for word in words if word.share < found]
    assert sum(below) / len(below) == pytest.approx(floors.RENDERED, abs=0.01)
    dimmer = [word._replace(share=word.share / 2) for word in words]
    assert floors.read_floor(dimmer) == pytest.approx(found / 2)
    scores = [-i / 1000 for i in range(1000)]
    assert floors.score_floor(scores) == pytest.approx(-1 + floors.UNSURE, abs=0.01)
    card = tmp_path / "scanglot.toml"
    card.write_text('[[model]]\nname = "x"\nread_floor = 0.9\n\n[model.sha256]\n', encoding="utf-8")
    floors.write_floors(tmp_path, Floors(score=-0.5, read=0.2))
    stated = tomllib.loads(card.read_text(encoding="utf-8"))["model"][0]
    assert (stated["score_floor"], stated["read_floor"]) == (-0.5, 0.2)
    shares = floors.shares_below(Floors(score=floors.score_floor(scores), read=found), scores, words)
    assert shares == pytest.approx((floors.UNSURE, floors.RENDERED), abs=0.01)


def test_goes_on_from_the_weights_of_a_model_folder(prepared: Path, tmp_path: Path) -> None:
    tiny_run(prepared, until=1)
    recipe("export").export(prepared, tmp_path / "model", last=1)
    second = tmp_path / "second"
    second.mkdir()
    for name in ("source.spm", "target.spm", "vocab.json", "lexicon.pt", "training.tsv"):
        (second / name).symlink_to(prepared / name)
    run = tiny_run(second, until=1, weights=tmp_path / "model", seen=5000)
    assert run.progress.tokens > 5000
    import torch

    before = recipe("checkpoint").read_parts(recipe("checkpoint").last_weights(prepared, 1)[0])
    change = max(float((v.float() - before[k].float()).abs().max()) for k, v in run.model.state_dict().items()
                 if k in before and v.dtype == torch.float32 and "bias" not in k and "embed" not in k)  # fmt: skip
    assert change < 0.01


def test_a_state_is_written_in_small_files_and_survives_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    checkpoint = recipe("checkpoint")
    monkeypatch.setattr(checkpoint, "PART", 1000)
    state = {"weights": torch.arange(900), "update": 7}
    checkpoint.write_parts(state, tmp_path / "state")
    checkpoint.write_parts({**state, "update": 8}, tmp_path / "state")
    parts = list((tmp_path / "state").iterdir())
    assert len(parts) > 3
    assert max(p.stat().st_size for p in parts) <= 1000
    (tmp_path / "state").rename(tmp_path / "state.old")
    (tmp_path / "state.new").mkdir()
    again = checkpoint.read_parts(tmp_path / "state")
    assert again["update"] == 8
    assert torch.equal(again["weights"], state["weights"])
    with pytest.raises(FileNotFoundError):
        checkpoint.read_parts(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("flags", "kind"),
    [("fpu avx512f avx512_bf16", "bfloat16"), ("amx_bf16", "bfloat16"), ("fpu avx2", "float32")],
)
def test_the_precision_follows_the_processor(flags: str, kind: str, tmp_path: Path) -> None:
    hardware = recipe("hardware")
    info = tmp_path / "cpuinfo"
    info.write_text(f"processor : 0\nflags\t\t: {flags}\n", encoding="utf-8")
    chosen = hardware.choose("cpu", hardware.processor_flags(info))
    assert str(chosen.dtype) == f"torch.{kind}"
    assert hardware.processor_flags(tmp_path / "none") == frozenset()


def test_a_missing_accelerator_is_said() -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("here is one")
    with pytest.raises(SystemExit, match="no CUDA device"):
        recipe("hardware").choose("cuda", frozenset())


def test_losses_stay_on_the_device_of_their_tensors() -> None:
    import torch

    lexicon, losses = recipe("lexicon"), recipe("losses")
    with torch.device("meta"):
        table, source, target = torch.ones(50, 80), torch.ones(4, 6).long(), torch.ones(4, 8).long()
        states, weight = torch.ones(32, 16, requires_grad=True), torch.ones(50, 16, requires_grad=True)
    share, some = lexicon.posteriors(table, source, target, 79)
    guided = losses.guide_loss(share, lexicon.sharpened(share), some)
    loss = losses.word_loss(states, weight, target.flatten(), smoothing=0.1, chunk=20)
    (loss + guided).backward()
    assert {t.device.type for t in (loss, guided, states.grad, weight.grad)} == {"meta"}


@pytest.mark.parametrize("kind", ["float32", "bfloat16"])
def test_the_loss_in_chunks_is_cross_entropy(kind: str) -> None:
    import torch

    torch.manual_seed(3)
    wanted = torch.randint(0, 50, (37,))
    states = torch.randn(37, 8).to(getattr(torch, kind)).requires_grad_()
    weight = torch.randn(50, 8).to(getattr(torch, kind)).requires_grad_()
    ours = recipe("losses").word_loss(states, weight, wanted, smoothing=0.1, chunk=16)
    ours.backward()
    found = [ours.item(), states.grad.float(), weight.grad.float()]
    plain = [t.detach().float().requires_grad_() for t in (states, weight)]
    theirs = torch.nn.functional.cross_entropy(plain[0] @ plain[1].T, wanted, label_smoothing=0.1)
    theirs.backward()
    close = 1e-5 if kind == "float32" else 2e-2
    assert found[0] == pytest.approx(theirs.item(), rel=close)
    for mine, other in zip(found[1:], plain, strict=True):
        assert (mine - other.grad).norm() / other.grad.norm() < close


def test_batches_come_in_few_shapes_and_lose_no_pair() -> None:
    batches = recipe("batches")
    rng = random.Random(1)
    made = [batches.Example("x", [2] * rng.randint(1, 90), [3] * rng.randint(1, 90)) for _ in range(3000)]
    packed = batches.pack(made, 1500, 9, rng)
    assert sum(len(target) for _, target in packed) == len(made)
    assert all(side.shape[1] in batches.WIDTHS for pair in packed for side in pair)
    assert all(max(source.numel(), target.numel()) <= 1500 for source, target in packed)


def test_a_falling_stage_ends_slowly() -> None:
    run, stages = recipe("run"), recipe("stages")
    level = stages.Stage("x", 10, 10, 1e-3, warm_up=10)
    falls = stages.Stage("y", 10, 10, 1e-3, warm_up=10, falls=True)
    assert [run.rate(level, u, 0.5) for u in (0, 9, 900)] == pytest.approx([1e-4, 1e-3, 1e-3])
    assert [run.rate(falls, 900, share) for share in (0.0, 0.5, 1.0)] == pytest.approx([1e-3, 5e-4, 2e-5])


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


def test_a_further_archive_is_weighed_as_one_and_filtered(prepared: Path) -> None:
    sources = [p.source for p in recipe("batches").read_pairs(prepared / "training.tsv")]
    assert sources.count("more:some_docs") == 1
    stage = recipe("stages").Stage("x", 10, 10, 1e-3, weights={"more": 0.2, "more:b": 0.5})
    shares = [recipe("stages").share(stage, name) for name in ("more:a", "more:b", "other")]
    assert shares == [0.2, 0.5, 1.0]
