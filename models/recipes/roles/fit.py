"""Fit the weights that tell lines of front matter apart, and measure them on journals left out.

python models/recipes/roles/fit.py --help
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from crf import fitted
from examples import LabelledRun, drawn, examples
from texts import pools
from typesetter import Typesetter

from pipeline.records.segment import Role
from pipeline.records.text import PageText
from pipeline.stages.segment.front import LABELS, RoleWeights, best_labels
from pipeline.stages.segment.learning import folds, write
from pipeline.stages.segment.settled import BEGIN_TITLE

FOLDS = 8
OWN_SMOOTH, SMOOTH = 20.0, 8.0
"""The L2 penalty of weights fitted on pages of our own making, and of how far real pages take others from them.

With a penalty of 2 the weights learn how the typesetter draws: worse on real pages by a sixth (docs/measuring.md)."""
REAL, TYPESET, DRAWN, BESIDE = 1.0, 3.0, 1.0, 0.4
"""How often a real page, a typeset one and a drawn one counts, and a drawn one beside real pages."""
DRAW, SEEDS = 220, (71, 72)
"""Documents that are drawn with each seed."""
SIMPLE, SIMPLE_SEED, PLAIN = 160, 73, 0.5
"""Covers and web texts drawn besides, the seed, and the share of those without type: what is no article is rare among journals."""
MADE_OF = {BEGIN_TITLE, *(role.value for role in (Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS))}
"""Labels whose lines make up the values of a record by themselves; text and what is left over are for telling them from."""
Weighed = list[tuple[LabelledRun, float]]


@dataclass(frozen=True)
class Sources:
    """What weights are fitted on: real pages, which are left out in turn, and what tells of front matter in general."""

    real: tuple[LabelledRun, ...] = ()
    typeset: tuple[LabelledRun, ...] = ()
    drawn: tuple[LabelledRun, ...] = ()

    def own(self, drawn: float) -> Weighed:
        """The pages of our own making, as often as each counts."""
        return [*((e, TYPESET) for e in self.typeset), *((e, drawn) for e in self.drawn)]

    def start(self) -> RoleWeights:
        """The weights of the pages of our own making alone."""
        return fitted(self.own(DRAWN), OWN_SMOOTH) if self.typeset or self.drawn else RoleWeights({}, {})

    def weights(self, start: RoleWeights, left_out: Set[str] = frozenset()) -> RoleWeights:
        """The weights after real pages as well, some groups of them left out."""
        real = [(e, REAL) for e in self.real if e.group not in left_out]
        return fitted([*real, *self.own(BESIDE)], SMOOTH, start)

    def folds(self, start: RoleWeights) -> Iterator[tuple[set[str], RoleWeights]]:
        """The groups that are left out in turn, and weights fitted without them."""
        groups = sorted({e.group for e in self.real})
        yield from ((left_out, self.weights(start, left_out)) for left_out in folds(groups, FOLDS))


def told(known: Sequence[LabelledRun], found: Iterable[tuple[Set[str], RoleWeights]]) -> str:
    """A row of a table: of each label the lines that come out right of all and the others taken for it, by weights that have not seen them."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for left_out, weights in found:
        for example in (e for e in known if e.group in left_out):
            got = best_labels(example.lines, weights)
            seen.update(example.labels)
            given.update(got)
            right.update(want for want, have in zip(example.labels, got, strict=True) if want == have)
    own = sum(right[label] for label in MADE_OF)
    share = 2 * own / max(1, sum(seen[label] + given[label] for label in MADE_OF))
    counts = [f"{right[label]}/{seen[label]} (+{given[label] - right[label]})" for label in LABELS]
    return " | ".join([*counts, f"{share:.3f}"])


def write_folds(out: Path, groups: dict[str, str], found: Iterable[tuple[set[str], RoleWeights]]) -> None:
    """Write the weights of each fold, and `folds.tsv`: which of them has not seen a document's repository."""
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (left_out, weights) in enumerate(found):
        write(weights, out / f"{number}.tsv")
        rows += [f"{name}\t{number}.tsv" for name, group in groups.items() if group in left_out]
    (out / "folds.tsv").write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")


def load_run(out: Path, truth: Path, groups: dict[str, str]) -> Iterator[LabelledRun]:
    """Examples of documents whose pages a folder holds; `groups` says what must not be parted."""
    for name, pages in laid_out(out):
        file = truth / f"{name}.json"
        if not file.exists():
            continue
        values = json.loads(file.read_text("utf-8"))
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
    both = {"nargs": 2, "action": "append", "type": Path, "default": [], "metavar": ("PAGES", "TRUTH")}
    parser.add_argument(
        "--real",
        help="real pages, as benchmarks.real keeps them or a run leaves them, and their truth with its pages.tsv; may be given again",
        **both,
    )
    parser.add_argument("--typeset", help="output folder of a run over eval/dev, and that folder", **both)
    parser.add_argument("--texts", type=Path, help="the archives of ../shared/mt, unpacked into one folder")
    parser.add_argument("--compare", action="store_true", help="print what each source of training adds")
    parser.add_argument("--folds", type=Path, help="where weights go that have not seen a repository each")
    parser.add_argument("--out", type=Path, default=Path("pipeline/stages/segment/front.tsv"))
    return parser.parse_args()


def main() -> None:
    """Fit, measure on what is left out, and write the weights."""
    given = _options()
    groups = {name: group for _, truth in given.real for name, group in _repositories(truth).items()}
    sources = Sources(
        tuple(e for pages, truth in given.real for e in load_run(pages, truth, groups)),
        tuple(e for pages, truth in given.typeset for e in load_run(pages, truth, {})),
        tuple(_drawn(given.texts)) if given.texts else (),
    )
    if given.compare:
        _compare(sources)
    start = sources.start()
    if given.folds:
        write_folds(given.folds, groups, sources.folds(start))
    write(sources.weights(start), given.out)


def _drawn(texts: Path) -> Iterator[LabelledRun]:
    known = pools(texts / "train", texts)
    for seed in SEEDS:
        yield from drawn(Typesetter(known, seed), DRAW)
    yield from drawn(Typesetter(known, SIMPLE_SEED, ("cover_page", "document"), PLAIN), SIMPLE)


def _compare(sources: Sources) -> None:
    """Print how real pages come out by weights that were fitted on one source or another."""
    print(f"fitted on | {' | '.join(LABELS)} | F1 of title, people, places", flush=True)
    everywhere = {e.group for e in sources.real}
    for name, ours in _mixtures(sources):
        start = ours.start()
        if start.states:
            print(f"{name} | {told(sources.real, [(everywhere, start)])}", flush=True)
        print(f"{name}, other repositories | {told(sources.real, ours.folds(start))}", flush=True)


def _mixtures(all_of: Sources) -> Iterator[tuple[str, Sources]]:
    """Each source by itself, and together; the real pages go with all."""
    yield "nothing of our own", Sources(all_of.real)
    if all_of.typeset:
        yield "typeset", Sources(all_of.real, typeset=all_of.typeset)
    if all_of.drawn:
        yield "drawn", Sources(all_of.real, drawn=all_of.drawn)
    yield "both", all_of


def _repositories(truth: Path) -> dict[str, str]:
    """The repository of each real page: what was fitted on one is measured on others."""
    lines = (truth / "pages.tsv").read_text("utf-8").splitlines()
    return {name: repository for name, repository, *_ in (line.split("\t") for line in lines)}


if __name__ == "__main__":
    main()
