"""Count a Chinese-English lexicon for the guards of translations: which English word stems a Chinese word comes with.

    python models/recipes/lexicon/build.py --archive ../shared/mt/zh-en.tar.xz --more ../shared/mt/zh-en-more.tar.xz
        --out pipeline/languages/lexicons/zh-en.tsv.xz

IBM model 1 (Brown et al. 1993) in both directions over the text of the archive, one half of the lines of the sets that
benchmarks/guards.py measures on left out (see `held_out`), and some lines of each set of documentation (`PLAIN`): everyday
words, which papers have seldom. How surely a word has a counterpart is counted over the first archive alone.
"""

from __future__ import annotations

import argparse
import lzma
import math
import random
import re
import sys
import tarfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "models/recipes/zh-en"), str(Path(__file__).parent)]

from cleaning import word_counts  # noqa: E402
from entries import Said, chosen, mended, of_parts, rows_of  # noqa: E402
from gluedwords import word_splitter  # noqa: E402

from pipeline.languages.normal import normalised  # noqa: E402
from pipeline.languages.stems import content_stems  # noqa: E402

SETS = (
    *(
        f"chinaxiv_{field}_{kind}"
        for field in ("med", "sci")
        for kind in ("abs", "titles", "captions", "keywords")
    ),
    *("tico19_terminology", "hpo_zh_terms", "cc_cedict", "tatoeba", "tatoeba_opus_testset"),
)
TERMS = ("cc_cedict", "hpo_zh_terms", "tico19_terminology", "chinaxiv_med_keywords", "chinaxiv_sci_keywords")
PLAIN = (
    *(
        "ant_design",
        "apisix",
        "astro_docs",
        "cncf_glossary",
        "comprehensive_rust",
        "d2l",
        "django_docs",
        "esp_idf",
    ),
    *(
        "fastapi",
        "helm",
        "hf_course",
        "iotdb_docs",
        "mindspore_docsdocs_",
        "mindspore_docstutorials_",
        "openeuler_docs",
    ),
    *("owasp_asvs", "paddle_docs", "python_docs", "react_dev", "rust_book", "tensorflow_docs", "vue_docs"),
)
"""Sets of the second archive that are counted: people wrote both sides, and nothing is measured on them."""
MOST_PLAIN = 2500
"""Lines of such a set at most."""
MEASURED = ("chinaxiv_med_abs", "chinaxiv_med_titles", "hpo_zh_terms")
LONGEST = 8
MOST = 90
_HAN = re.compile(r"[\u3400-\u9fff]+")


def held_out(name: str, zh: str) -> bool:
    """Whether a line is kept for measuring: half of the measured sets, by a checksum of the Chinese."""
    return name in MEASURED and zlib.crc32(zh.encode()) % 2 == 0


def read_plain(archive: Path) -> Iterator[tuple[str, str, str]]:
    """Set, Chinese and English of some pairs of documentation, sentences first that are long and not mostly Latin."""
    with tarfile.open(archive) as tar:
        files = {Path(m.name).name: tar.extractfile(m).read().decode() for m in tar if m.isfile()}  # type: ignore[union-attr]
    for name in PLAIN:
        lines = dict.fromkeys(
            zip(*(files[f"{name}.{side}"].splitlines() for side in ("zh", "en")), strict=True)
        )
        prose = [
            (zh, en)
            for zh, en in lines
            if len(_HAN.findall(zh)) and sum(map(len, _HAN.findall(zh))) > 0.6 * len(zh)
        ]
        for zh, en in random.Random(5).sample(prose, min(MOST_PLAIN, len(prose))):
            yield f"plain {name}", normalised(zh), normalised(en)


def read_pairs(archive: Path) -> Iterator[tuple[str, str, str]]:
    """Set, Chinese and English of every pair that is counted."""
    with tarfile.open(archive) as tar:
        files = {m.name.removeprefix("./"): tar.extractfile(m).read().decode() for m in tar if m.isfile()}  # type: ignore[union-attr]
    for name in SETS:
        zh, en = (files[f"train/{name}.{side}"].splitlines() for side in ("zh", "en"))
        for ours, theirs in zip(zh, en, strict=True):
            if not held_out(name, ours):
                yield name, normalised(ours), normalised(theirs)


def with_terms(said: Said, archive: Path) -> Said:
    """Short terms of the Human Phenotype Ontology that their parts do not explain, those held out of the counts, too."""
    found = dict(said)
    with tarfile.open(archive) as tar:
        names = {Path(name).name: name for name in tar.getnames()}
        zh, en = (
            tar.extractfile(names[f"hpo_zh_terms.{side}"]).read().decode().splitlines()  # type: ignore[union-attr]
            for side in ("zh", "en")
        )
    for term, english in zip(zh, en, strict=True):
        stems = [s.text for s in content_stems(english)]
        short = _HAN.fullmatch(term) and 2 <= len(term) <= 5 and 1 <= len(stems) <= 4
        if short and not set(stems) <= of_parts(term, said):
            times, known = found.get(term, (1, []))
            found[term] = times, list(dict.fromkeys([*known, *stems]))
    return found


def words_of(pairs: list[tuple[str, str, str]]) -> Counter[str]:
    """The Chinese words to count with: terms of the dictionaries, and runs of characters that hold together."""
    words = Counter(
        zh for name, zh, _ in pairs if name in TERMS and 1 < len(zh) <= LONGEST and _HAN.fullmatch(zh)
    )
    grams: Counter[str] = Counter()
    for _, zh, _ in pairs:
        for run in _HAN.findall(zh):
            for size in range(1, 6):
                grams.update(run[i : i + size] for i in range(len(run) - size + 1))
    total = sum(n for g, n in grams.items() if len(g) == 1)
    for gram, times in grams.items():
        if len(gram) > 1 and times >= 12 and gram not in words:
            parts = min(
                grams[gram[:i]] * grams[gram[i:]] and times * total / (grams[gram[:i]] * grams[gram[i:]])
                for i in range(1, len(gram))
            )
            if parts > 60:
                words[gram] += 1
    return Counter({w: max(grams[w], 1) for w in words}) + Counter(
        {g: n for g, n in grams.items() if len(g) == 1}
    )


def segmenter(words: Counter[str]) -> Callable[[str], list[str]]:
    """A function that cuts a run of Han into words, by the likeliest sequence of words."""
    total = sum(words.values())
    cost = {w: math.log(total / n) for w, n in words.items()}

    def cut(run: str) -> list[str]:
        best = [0.0] + [math.inf] * len(run)
        back = [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - LONGEST), end):
                c = cost.get(run[start:end], 30.0 if end - start == 1 else math.inf)
                if best[start] + c < best[end]:
                    best[end], back[end] = best[start] + c, start
        found: list[str] = []
        end = len(run)
        while end:
            found.append(run[back[end] : end])
            end = back[end]
        return found[::-1]

    return cut


def model1(pairs: list[tuple[np.ndarray, np.ndarray]], rounds: int = 6) -> dict[tuple[int, int], float]:
    """p(second | first) for words that stand in the same pairs."""
    firsts, seconds, groups = [], [], []
    group = 0
    for a, b in pairs:
        firsts.append(np.tile(a, len(b)))
        seconds.append(np.repeat(b, len(a)))
        groups.append(np.repeat(np.arange(group, group + len(b)), len(a)))
        group += len(b)
    f, e, g = np.concatenate(firsts).astype(np.int64), np.concatenate(seconds), np.concatenate(groups)
    keys, index = np.unique(f << 32 | e, return_inverse=True)
    owner = keys >> 32
    t = np.ones(len(keys))
    for _ in range(rounds):
        value = t[index]
        value /= np.bincount(g, value, minlength=group)[g]
        counts = np.bincount(index, value, minlength=len(keys))
        t = counts / np.bincount(owner, counts)[owner]
    keep = (t > 0.004) & (counts > 0.4)
    return {(int(k >> 32), int(k & 0xFFFFFFFF)): float(p) for k, p in zip(keys[keep], t[keep], strict=True)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--more", type=Path, required=True, help="archive of documentation")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    pairs = [*read_pairs(args.archive), *read_plain(args.more)]
    counts = word_counts(en for name, _, en in pairs)
    trusted = frozenset(
        w
        for name, _, en in pairs
        if not name.startswith("chinaxiv")
        for w in re.findall("[a-z]+", en.lower())
    )
    split = word_splitter(counts, trusted)
    words = words_of(pairs)
    cut = segmenter(words)
    print(len(pairs), "pairs,", len(words), "words", file=sys.stderr)
    zh_ids: dict[str, int] = defaultdict(lambda: len(zh_ids))
    en_ids: dict[str, int] = defaultdict(lambda: len(en_ids))
    coded, papers = [], []
    for name, zh, en in pairs:
        ours = sorted({zh_ids[w] for run in _HAN.findall(zh) for w in cut(run)})
        theirs = sorted(
            {en_ids[s.text] for s in content_stems(split(en) if name.startswith("chinaxiv") else en)}
        )
        if ours and theirs and len(ours) <= MOST and len(theirs) <= MOST:
            coded.append((np.array(ours, np.int64), np.array(theirs, np.int64)))
            papers += coded[-1:] if not name.startswith("plain") else []
    forward, backward = model1(coded), model1([(b, a) for a, b in coded])
    zh_names, en_names = {i: w for w, i in zh_ids.items()}, {i: s for s, i in en_ids.items()}
    vocabulary = frozenset(w for _, _, en in pairs for w in re.findall("[a-z]{3,}", en.lower()))
    said = chosen(forward, backward, coded, zh_names, en_names)
    table = (Path(__file__).parent / "mended.tsv").read_text(encoding="utf-8")
    rows = rows_of(mended(with_terms(said, args.archive), table), papers, zh_names, en_names, vocabulary)
    args.out.write_bytes(lzma.compress("".join(rows).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
