"""Fit the weights that tell lines of front matter apart, and measure them on journals left out.

python models/recipes/roles/fit.py --help
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crf import fitted
from examples import Example, drawn, examples
from texts import pools
from typesetter import Typesetter

from pipeline.records.text import PageText
from pipeline.stages.segment.front import LABELS, Weights, best_labels
from pipeline.stages.segment.learning import write

FOLDS = 8
SMOOTH = 2.0
"""The L2 penalty."""
REAL, TYPESET, DRAWN = 4.0, 5.0, 1.0
"""How often a real page, a typeset one and a drawn one counts."""
DRAW, SEEDS = 220, (71, 72)
"""Documents that are drawn with each seed."""
SIMPLE, SIMPLE_SEED, PLAIN = 160, 73, 0.5
"""Covers and web texts drawn besides, the seed, and the share of those without type: what is no article is rare among journals."""
Weighed = list[tuple[Example, float]]


@dataclass(frozen=True)
class Sources:
    """What weights are fitted on: real pages, which are left out in turn, and pages of our own making."""

    real: tuple[Example, ...]
    typeset: tuple[Example, ...]
    drawn: tuple[Example, ...]

    def own(self, *, typeset: bool = True, drawn: bool = True) -> Weighed:
        """The pages of our own making."""
        return [
            *((e, TYPESET) for e in self.typeset if typeset),
            *((e, DRAWN) for e in self.drawn if drawn),
        ]


def folds(known: Sequence[Example], always: Weighed) -> Iterator[tuple[set[str], Weights]]:
    """The groups that are left out in turn, and weights fitted without them."""
    groups = sorted({e.group for e in known})
    start = fitted(always, SMOOTH) if always else None
    for fold in range(FOLDS):
        left_out = set(groups[fold::FOLDS])
        rest = [(e, REAL) for e in known if e.group not in left_out]
        yield left_out, fitted([*rest, *always], SMOOTH, start)


def told(known: Sequence[Example], found: Iterable[tuple[set[str], Weights]]) -> str:
    """For each label how many lines come out right of all, and how many others are taken for it, by weights that have not seen them."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for left_out, weights in found:
        for example in (e for e in known if e.group in left_out):
            got = best_labels(example.lines, weights)
            seen.update(example.labels)
            given.update(got)
            right.update(want for want, have in zip(example.labels, got, strict=True) if want == have)
    return ", ".join(
        f"{label} {right[label]}/{seen[label]} (+{given[label] - right[label]})" for label in LABELS
    )


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


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--real", type=Path, help="real pages: a folder kept by benchmarks.real, or of a run")
    parser.add_argument("--real-truth", type=Path, default=Path("../shared/eval/pages"))
    parser.add_argument("--typeset", type=Path, help="output folder of a run over eval/dev")
    parser.add_argument("--typeset-truth", type=Path, default=Path("../shared/eval/dev"))
    parser.add_argument("--texts", type=Path, help="the archives of ../shared/mt, unpacked into one folder")
    parser.add_argument("--compare", action="store_true", help="what each source of training adds")
    parser.add_argument("--folds", type=Path, help="where weights go that have not seen a repository each")
    parser.add_argument("--out", type=Path, default=Path("pipeline/stages/segment/front.tsv"))
    return parser.parse_args()


def main() -> None:
    """Fit, measure on what is left out, and write the weights."""
    given = _options()
    groups = _repositories(given.real_truth) if given.real else {}
    sources = Sources(
        tuple(load_run(given.real, given.real_truth, groups)) if given.real else (),
        tuple(load_run(given.typeset, given.typeset_truth, {})) if given.typeset else (),
        tuple(_drawn(given.texts)) if given.texts else (),
    )
    if given.compare:
        _compare(sources)
    if given.folds:
        write_folds(given.folds, groups, folds(sources.real, sources.own()))
    write(fitted([*((e, REAL) for e in sources.real), *sources.own()], SMOOTH), given.out)


def _drawn(texts: Path) -> Iterator[Example]:
    known = pools(texts / "train", texts)
    for seed in SEEDS:
        yield from drawn(Typesetter(known, seed), DRAW)
    yield from drawn(Typesetter(known, SIMPLE_SEED, ("cover_page", "document"), PLAIN), SIMPLE)


def _compare(sources: Sources) -> None:
    """Print how real pages come out by weights that were fitted on one source or another."""
    everywhere = {e.group for e in sources.real}
    for name, always in (
        ("drawn pages", sources.own(typeset=False)),
        ("typeset pages", sources.own(drawn=False)),
        ("both", sources.own()),
    ):
        if always:
            print(f"by {name}: {told(sources.real, [(everywhere, fitted(always, SMOOTH))])}")
            print(f"by {name} and other journals: {told(sources.real, folds(sources.real, always))}")
    print(f"by other journals: {told(sources.real, folds(sources.real, []))}")


def _repositories(truth: Path) -> dict[str, str]:
    """The repository of each real page: what was fitted on one is measured on others."""
    lines = (truth / "pages.tsv").read_text("utf-8").splitlines()
    return {name: repository for name, repository, *_ in (line.split("\t") for line in lines)}


if __name__ == "__main__":
    main()
