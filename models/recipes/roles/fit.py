"""Fit the weights that tell lines of front matter apart, and measure them on journals left out.

python models/recipes/roles/fit.py --help
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite
from examples import Example, drawn, examples
from texts import pools
from typesetter import Typesetter

from pipeline.records.text import PageText
from pipeline.stages.segment.front import LABELS, Weights, best_labels
from pipeline.stages.segment.learning import write

FOLDS = 8
SMOOTH = 2.0
"""The L2 penalty: tried at 0.5, 1, 2 and 3."""
REAL, TYPESET = 4, 5
"""How often a real page, and a typeset one, counts beside a drawn one."""


def fitted(chosen: Sequence[Example], smooth: float = SMOOTH) -> Weights:
    """The weights that fit some examples best; `smooth` is the L2 penalty."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c2": smooth, "c1": 0.1, "max_iterations": 120, "feature.possible_transitions": True})
    for example in chosen:
        trainer.append([list(line) for line in example.lines], list(example.labels))
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    states: dict[str, dict[str, float]] = defaultdict(dict)
    for (feature, label), value in info.state_features.items():
        states[feature][label] = value
    return Weights(dict(states), dict(info.transitions))


def crossed(
    known: Sequence[Example], always: Sequence[Example], smooth: float
) -> Iterator[tuple[Example, list[str]]]:
    """Every example with the labels that weights give which were fitted without its group."""
    for left_out, weights in folds(known, always, smooth):
        for example in known:
            if example.group in left_out:
                yield example, best_labels([list(line) for line in example.lines], weights)


def folds(
    known: Sequence[Example], always: Sequence[Example], smooth: float = SMOOTH
) -> Iterator[tuple[set[str], Weights]]:
    """The groups that are left out in turn, and weights fitted without them."""
    groups = sorted({e.group for e in known})
    for fold in range(FOLDS):
        left_out = set(groups[fold::FOLDS])
        rest = [e for e in known if e.group not in left_out]
        yield left_out, fitted([*REAL * rest, *always], smooth)


def write_folds(out: Path, groups: dict[str, str], found: Iterable[tuple[set[str], Weights]]) -> None:
    """Write the weights of each fold, and `folds.tsv`: which of them has not seen a document's repository."""
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (left_out, weights) in enumerate(found):
        write(weights, out / f"{number}.tsv")
        rows += [f"{name}\t{number}.tsv" for name, group in groups.items() if group in left_out]
    (out / "folds.tsv").write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")


def load_run(out: Path, truth: Path, groups: dict[str, str]) -> Iterator[Example]:
    """Examples of documents whose pages a folder holds; `groups` says what must not be parted."""
    for name, pages in laid_out(out):
        values = json.loads((truth / f"{name}.json").read_text("utf-8"))
        yield from examples(pages, values, groups.get(name, name))


def laid_out(folder: Path) -> Iterator[tuple[str, list[PageText]]]:
    """(name, pages) of each document of an output folder of `scanglot run`, or of one that `benchmarks.real` keeps."""
    run = folder / ".scanglot" / "pages"
    for own in sorted(run.iterdir()) if run.exists() else ():
        files = sorted(own.glob("p*.json"), key=lambda p: int(p.stem[1:]))
        yield own.name, [PageText.model_validate_json(p.read_bytes()) for p in files]
    for file in sorted(folder.glob("*.json")) if not run.exists() else ():
        pages = json.loads(file.read_bytes())["pages"]
        yield file.name.split(".")[0], [PageText.model_validate(page) for page in pages]


def accuracy(pairs: Sequence[tuple[Example, list[str]]]) -> dict[str, tuple[int, int]]:
    """For each label: lines right, and lines."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for example, got in pairs:
        for want, have in zip(example.labels, got, strict=True):
            seen[want] += 1
            right[want] += want == have
    return {label: (right[label], seen[label]) for label in LABELS}


def main() -> None:
    """Fit, measure on what is left out, and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--real", type=Path, help="real pages: a folder kept by benchmarks.real, or of a run")
    parser.add_argument("--real-truth", type=Path, default=Path("../shared/eval/pages"))
    parser.add_argument("--typeset", type=Path, help="output folder of a run over eval/dev")
    parser.add_argument("--typeset-truth", type=Path, default=Path("../shared/eval/dev"))
    parser.add_argument("--texts", type=Path, help="the archives of ../shared/mt, unpacked into one folder")
    parser.add_argument("--draw", type=int, default=1000, help="pages to draw")
    parser.add_argument("--folds", type=Path, help="where weights go that have not seen a repository each")
    parser.add_argument("--out", type=Path, default=Path("pipeline/stages/segment/front.tsv"))
    given = parser.parse_args()
    real = list(load_run(given.real, given.real_truth, _repositories(given.real_truth))) if given.real else []
    typeset = list(load_run(given.typeset, given.typeset_truth, {})) if given.typeset else []
    pages = (
        list(drawn(Typesetter(pools(given.texts / "train", given.texts)), given.draw)) if given.texts else []
    )
    for name, always in (("drawn", pages), ("typeset", typeset), ("both", [*pages, *TYPESET * typeset])):
        if real and always:
            print(f"real pages by {name} alone: {_told(_judged(real, fitted(always)))}")
            print(f"real pages by {name} and other journals: {_told(crossed(real, always, SMOOTH))}")
    if given.folds:
        groups = _repositories(given.real_truth)
        write_folds(given.folds, groups, folds(real, [*pages, *TYPESET * typeset]))
    write(fitted([*REAL * real, *TYPESET * typeset, *pages]), given.out)


def _judged(known: Sequence[Example], weights: Weights) -> Iterator[tuple[Example, list[str]]]:
    return ((e, best_labels([list(line) for line in e.lines], weights)) for e in known)


def _repositories(truth: Path) -> dict[str, str]:
    """The repository of each real page: what was fitted on one is measured on others."""
    lines = (truth / "pages.tsv").read_text("utf-8").splitlines()
    return {name: repository for name, repository, *_ in (line.split("\t") for line in lines)}


def _told(pairs: Iterable[tuple[Example, list[str]]]) -> str:
    found = accuracy(list(pairs))
    return ", ".join(f"{label} {right}/{seen}" for label, (right, seen) in found.items())


if __name__ == "__main__":
    main()
