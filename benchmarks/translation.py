"""What the figures on translation in docs/measuring.md are made with.

python -m benchmarks.translation guards ../shared/eval/dev      seeded errors in good translations
python -m benchmarks.translation guards dev.zh dev.en           the same on pairs that the rules have not seen
python -m benchmarks.translation align ../shared/eval/dev       sentence alignment of printed bilingual abstracts
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.languages import language
from pipeline.languages.alignment import align
from pipeline.languages.negation import negations
from pipeline.languages.sentences import split
from pipeline.stages.translate.guards import LanguagePair, findings

Sentences = list[tuple[str, str, str]]
"""Language, source sentence, its good translation."""


def good_pairs(folder: Path) -> Sentences:
    """The sentence pairs of printed bilingual abstracts, aligned section by section; each source once."""
    found: dict[str, tuple[str, str, str]] = {}
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        language = truth["lang"]
        for here, there in _sections(truth["abstract"]):
            ours, theirs = split(here, language), split(there, "en")
            for bead in align(ours, language, theirs, "en"):
                if bead.source and bead.target:
                    source = "".join(ours[i] for i in bead.source)
                    found.setdefault(source, (language, source, " ".join(theirs[j] for j in bead.target)))
    return list(found.values())


def _sections(abstract: dict[str, dict[str, object]]) -> Iterator[tuple[str, str]]:
    here, there = abstract.get("src"), abstract.get("en")
    if not here or not there:
        return
    a, b = here.get("sections") or [], there.get("sections") or []
    if isinstance(a, list) and isinstance(b, list) and a and len(a) == len(b):
        yield from ((x["text"], y["text"]) for x, y in zip(a, b, strict=True))
    else:
        yield str(here["text"]), str(there["text"])


def wrong_number(text: str, dice: random.Random) -> str | None:
    """One digit of one number changed, or one number dropped."""
    numbers = list(re.finditer(r"(?<![A-Za-z0-9-])\d+(?:\.\d+)?", text))
    if not numbers:
        return None
    number = dice.choice(numbers)
    if dice.random() < 0.2:
        return text[: number.start()] + text[number.end() :]
    digits = [i for i in range(*number.span()) if text[i].isdigit()]
    i = dice.choice(digits)
    return text[:i] + dice.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]


def moved_point(text: str, dice: random.Random) -> str | None:
    """The decimal point of one number moved by a digit."""
    numbers = list(re.finditer(r"\d+\.\d+", text))
    if not numbers:
        return None
    number = dice.choice(numbers)
    value = float(number[0]) * dice.choice([0.1, 10])
    return text[: number.start()] + f"{value:.4f}".rstrip("0").rstrip(".") + text[number.end() :]


def wrong_unit(text: str, dice: random.Random) -> str | None:
    """A unit, percentage or comparator changed or dropped."""
    changes = [
        (r"%(?!\s?(?:[-–~,;]|to|and|or|vs|versus))", ""),
        ("mg", "g"),
        ("months", "years"),
        ("weeks", "days"),
        ("<", ">"),
        ("≥", "≤"),
        ("mmol", "μmol"),
    ]
    usable = [(a, b) for a, b in changes if re.search(rf"\d\s?{a}" if a not in "<≥" else rf"{a}\s?\d", text)]
    if not usable:
        return None
    a, b = dice.choice(usable)
    return re.sub(a, b, text, count=1)


def wrong_code(text: str, dice: random.Random) -> str | None:
    """One digit of one gene or drug code changed."""
    codes = list(re.finditer(r"\b[A-Z][A-Za-z]*-?\d+\b", text))
    if not codes:
        return None
    code = dice.choice(codes)
    i = max(j for j in range(*code.span()) if text[j].isdigit())
    return text[:i] + dice.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]


def lost_negation(text: str, _: random.Random) -> str | None:
    """Every word of negation dropped."""
    without = re.sub(r"\b(?:no|not|without|neither|nor|never|none)\b\s?", "", text, flags=re.I)
    return without if without != text else None


def added_negation(text: str, _: random.Random) -> str | None:
    """A `not` after the first verb `to be` of a sentence that has no negation."""
    if re.search(r"\b(?:no|not|without|neither|nor|never|none)\b", text, re.I):
        return None
    changed = re.sub(r"\b(was|were|is|are|can|could|may)\b", r"\1 not", text, count=1)
    return changed if changed != text else None


def repeated(text: str, dice: random.Random) -> str | None:
    """A few words of the middle said again and again."""
    words = text.split()
    if len(words) < 8:
        return None
    i = dice.randrange(2, len(words) - 4)
    return " ".join([*words[: i + 3], *words[i : i + 3] * 3, *words[i + 3 :]])


def untranslated(text: str, dice: random.Random) -> str | None:
    """A word of the source left in."""
    words = text.split()
    words.insert(dice.randrange(len(words) + 1), "患者")
    return " ".join(words)


SEEDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "number changed or dropped": wrong_number,
    "decimal point moved": moved_point,
    "unit, percentage or comparator changed": wrong_unit,
    "code changed": wrong_code,
    "negation dropped": lost_negation,
    "negation added": added_negation,
    "words repeated": repeated,
    "source word left": untranslated,
}


def line_pairs(sources: Path, targets: Path) -> Sentences:
    """Lines of Chinese and English: what alignment and reading damaged in them is in there, too."""
    zh, en = (path.read_text(encoding="utf-8").splitlines() for path in (sources, targets))
    return [("zh", ours, theirs) for ours, theirs in zip(zh, en, strict=True)]


def measure_guards(paths: list[Path], times: int) -> None:
    """Print how many good translations the guards let pass, and how many seeded errors they catch.

    `paths` are a folder of records' truths, or two files of lines.
    """
    dice = random.Random(20261122)
    pairs = line_pairs(*paths) if len(paths) == 2 else good_pairs(paths[0])
    alarms = [
        (s, t, f) for lang, s, t in pairs if (f := findings(s, t, LanguagePair(source=lang, target="en")))
    ]
    print(f"{len(pairs)} good sentence pairs; false alarms {len(alarms)} = {len(alarms) / len(pairs):.1%}")
    for source, target, found in alarms:
        print(
            "   ", [(f.code, f.message) for f in found], "|", source[:150], "|", target[:200], file=sys.stderr
        )
    clean = [p for p in pairs if not findings(p[1], p[2], LanguagePair(source=p[0], target="en"))]
    for name, seed in SEEDS.items():
        caught = total = 0
        for lang, source, target in clean * times:
            wrong = seed(target, dice)
            if wrong is None or wrong == target:
                continue
            if name == "negation dropped" and not negations(source, language(lang)).sure:
                continue
            total += 1
            found = findings(source, wrong, LanguagePair(source=lang, target="en"))
            caught += bool(found)
            if not found:
                print("    MISSED", name, "|", source[:150], "|", wrong[:250], file=sys.stderr)
        print(f"{name}: {caught} of {total} caught" + (f" = {caught / total:.1%}" if total else ""))
    _dropped_sentences(clean)


def _dropped_sentences(pairs: Sentences) -> None:
    """Two neighbouring sentences translated as one, the second left out: what Marian does to two sentences at once."""
    caught = total = 0
    for (lang, first, kept), (other, second, lost) in pairwise(pairs):
        if lang != other:
            continue
        for target in (kept, lost):
            total += 1
            found = findings(first + second, target, LanguagePair(source=lang, target="en"))
            caught += bool(found)
            if not found:
                print("    MISSED drop", first, second, "|", target, file=sys.stderr)
    print(f"one of two sentences dropped: {caught} of {total} caught = {caught / total:.1%}")


def measure_alignment(folder: Path) -> None:
    """Print how well sentences of whole abstracts (sections run together) are aligned, against section by section."""
    right = total = made = 0
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        language = truth["lang"]
        sections = list(_sections(truth["abstract"]))
        wanted: set[tuple[str, str]] = set()
        ours_all: list[str] = []
        theirs_all: list[str] = []
        for here, there in sections:
            ours, theirs = split(here, language), split(there, "en")
            ours_all += ours
            theirs_all += theirs
            wanted |= {
                (x, y)
                for b in align(ours, language, theirs, "en")
                for x in _of(ours, b.source)
                for y in _of(theirs, b.target)
            }
        found = {
            (x, y)
            for b in align(ours_all, language, theirs_all, "en")
            for x in _of(ours_all, b.source)
            for y in _of(theirs_all, b.target)
        }
        right += len(found & wanted)
        total += len(wanted)
        made += len(found)
    print(
        f"links: {total} section by section, {made} over the whole; precision {right / made:.3f}, recall {right / total:.3f}"
    )


def _of(sentences: list[str], positions: tuple[int, ...]) -> list[str]:
    return [sentences[i] for i in positions]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    guards = commands.add_parser("guards")
    guards.add_argument("paths", type=Path, nargs="+", help="a folder of truths, or two files of lines")
    guards.add_argument("--times", type=int, default=5)
    commands.add_parser("align").add_argument("folder", type=Path)
    options = parser.parse_args()
    if options.command == "guards":
        measure_guards(options.paths, options.times)
    else:
        measure_alignment(options.folder)


if __name__ == "__main__":
    main()
