"""Make the lists of English words and of drug names for the guards of translations.

    python models/recipes/lexicon/words.py --archive ../shared/mt/zh-en.tar.xz --more ../shared/mt/other-terms.tar.xz
        --dictionary /usr/share/dict/american-english-large --drugs drug_ner_dictionary.pkl.bz2 --out pipeline/languages/lexicons

The dictionary is Debian's wamerican-large; the drugs are in the wheel drug_named_entity_recognition 2.0.9.
"""

from __future__ import annotations

import argparse
import bz2
import csv
import lzma
import pickle
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from pipeline.languages.stems import stem  # noqa: E402

PLAIN = ("tatoeba", "tatoeba_opus_testset", "python_docs", "cc_cedict")
_GLUED = re.compile(
    r"^(?:the|of|in|and|was|were|with|for|to|on|is|are|by|at|from|that)[a-z]{3,}|[a-z]{3,}(?:the|of|and|was|were|with|for|is|are|from)$"
)
_STEMS = re.compile(
    r"(?:nib|mab|statin|pril|sartan|olol|cillin|platin|dipine|azole|floxacin|mycin|micin|cycline|cept|gliptin|gliflozin|glutide|vir|setron"
    r"|triptan|caine|azepam|zolam|barbital|taxel|tecan|rubicin|citabine|mustine|trexate|limus|lukast|terol|curium|curonium|dronate|parin|xaban"
    r"|grel|ciclib|parib|zomib|lidomide|relin|penem|bactam|oxetine|triptyline|apine|idone|azine|profen|fenac|coxib|oxicam|tidine|sone|solone"
    r"|thiazide|semide|fibrate|glitazone|vaptan|giline|racetam|gabalin|orphine|entanil|poetin|grastim|plase)$"
)


def texts(archive: Path) -> dict[str, str]:
    """The English files of an archive by name."""
    with tarfile.open(archive) as tar:
        return {
            m.name: tar.extractfile(m).read().decode() for m in tar if m.isfile() and m.name.endswith(".en")
        }  # type: ignore[union-attr]


def counted(files: Iterable[str], pattern: str = r"(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])") -> Counter[str]:
    """How often each word occurs."""
    return Counter(w for text in files for w in re.findall(pattern, text))


def write(path: Path, words: Iterable[str]) -> None:
    """One word a line, in order, compressed."""
    path.write_bytes(lzma.compress("\n".join(sorted(words)).encode() + b"\n", preset=9 | lzma.PRESET_EXTREME))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("archive", "more", "dictionary", "drugs", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    files, terms = texts(args.archive), texts(args.more)
    plain = counted(text.lower() for name, text in files.items() if Path(name).stem in PLAIN)
    listed = set(re.findall(r"^[A-Za-z][a-z]+$", args.dictionary.read_text(encoding="utf-8"), re.MULTILINE))
    words = {w.lower() for w in listed} | set(counted(text.lower() for text in terms.values()))
    words |= set(
        counted(
            text.lower()
            for name, text in files.items()
            if Path(name).stem in {"hpo_zh_terms", "tico19_terminology", "cc_cedict"}
        )
    )
    noisy = counted(text for name, text in files.items() if "chinaxiv" in name or Path(name).stem in PLAIN)
    words |= {w for w, n in noisy.items() if n >= 20 and len(w) >= 4 and not _GLUED.search(w)}
    known = pickle.loads(bz2.decompress(args.drugs.read_bytes()))["drug_canonical_to_data"]
    names = {
        n
        for n, data in known.items()
        if re.fullmatch("[a-z]{5,}", n) and (data.get("drugbank_id") or data.get("medline_plus_id"))
    }
    with (ROOT / "pipeline/languages/glossaries/zh-en.csv").open(encoding="utf-8") as file:
        own = {
            f
            for row in csv.DictReader(file)
            if row["domain"] == "drug"
            for f in re.findall(r"(?<![\w-])[a-z]{5,}(?![\w -])", row["target"])
        }
    write(args.out / "en.drugs.txt.xz", {n for n in names if _STEMS.search(n) or plain[n] < 2} | own)
    words |= set(re.findall("[a-z]{4,}", " ".join(known)))
    write(args.out / "en.txt.xz", {stem(w) for w in words if len(w) >= 3})


if __name__ == "__main__":
    main()
