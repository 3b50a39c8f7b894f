"""Reading pages: scanglot beside OCRmyPDF, plain Tesseract and plain RapidOCR, the same pages in one run, one thread each.

    python -m benchmarks.ocr --truth DIR [--only d01,d04] [--out FILE] [--systems scanglot,ocrmypdf,...]

DIR holds NAME.pdf and NAME.json. Each document is read by each system in a process of its own, one after the
other. Printed per system: character error rate of the abstracts and titles of the truth, the share of number tokens
that come out right, the median of seconds per document and of the ratio to OCRmyPDF's, and peak memory.

Of scanglot the text in its reading order is judged, without fields and translation, as of all the others: the
printed text is looked for anywhere in what a system gave (the best matching stretch). So this measures reading
and order, not extraction.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

SYSTEMS = ("scanglot", "scanglot --ocr tesseract", "ocrmypdf", "tesseract chi_sim+eng", "rapidocr")
WITHOUT_SPACES = ("zh", "zh-Hant", "ja")
TESSERACT = {
    "zh": "chi_sim+eng",
    "zh-Hant": "chi_tra+eng",
    "ja": "jpn+eng",
    "ko": "kor+eng",
    "ru": "rus+eng",
    "de": "deu+eng",
    "fr": "fra+eng",
    "es": "spa+eng",
}
SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "～": "~", "〜": "~", "∼": "~", "µ": "μ", "【": "[", "】": "]"})  # fmt: skip
NUMBER = re.compile(r"[<>=≤≥±×]?\d+(?:\.\d+)?[%‰°℃]*")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def read_scanglot(pdf: Path, engine: str) -> str:
    """The text of the pages that an `auto` run reads, in reading order."""
    from pipeline.engines.toolbox import open_engines
    from pipeline.flow import lay_out
    from pipeline.settings import OcrEngine, OcrSettings, Settings

    settings = Settings(ocr=OcrSettings(engine=OcrEngine(engine)))
    engines = open_engines(settings)
    return "\n".join(line.text for page, _ in lay_out(pdf, settings, engines) for line in page.lines)


def read_ocrmypdf(pdf: Path, language: str) -> str:
    """OCRmyPDF's sidecar text, as its manual advises for scans."""
    with tempfile.TemporaryDirectory() as folder:
        sidecar = Path(folder) / "text.txt"
        options = [
            "--rotate-pages",
            "--deskew",
            "--force-ocr",
            "--jobs",
            "1",
            "--output-type",
            "none",
            "--quiet",
        ]
        argv = ["ocrmypdf", *options, "-l", TESSERACT[language], "--sidecar", str(sidecar), str(pdf), "-"]
        program = Path(sys.executable).parent / "ocrmypdf"
        argv[0] = str(program) if program.exists() else "ocrmypdf"
        subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return sidecar.read_text(encoding="utf-8")


def pictures(pdf: Path) -> list[Any]:
    """Every page at 300 dpi, grey."""
    from pdf2image import convert_from_path

    return list(convert_from_path(pdf, dpi=300, grayscale=True, fmt="ppm"))


def read_tesseract(pdf: Path) -> str:
    """Plain Tesseract as most people call it: both languages for the whole page."""
    import pytesseract

    text = []
    with tempfile.TemporaryDirectory() as folder:
        for number, picture in enumerate(pictures(pdf)):
            path = Path(folder) / f"{number}.pgm"
            picture.save(path)
            text.append(pytesseract.image_to_string(str(path), lang="chi_sim+eng"))
    return "\n".join(text)


def read_rapidocr(pdf: Path) -> str:
    """Plain RapidOCR in its own order."""
    import numpy as np
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    text: list[str] = []
    for picture in pictures(pdf):
        result = engine(np.stack([np.asarray(picture)] * 3, axis=-1))
        text += result.txts or ()
    return "\n".join(text)


def read(system: str, pdf: Path, language: str) -> str:
    """What a system reads in a document."""
    if system.startswith("scanglot"):
        return read_scanglot(pdf, "tesseract" if "tesseract" in system else "auto")
    if system == "ocrmypdf":
        return read_ocrmypdf(pdf, language)
    return read_tesseract(pdf) if system.startswith("tesseract") else read_rapidocr(pdf)


def plain(text: str, language: str) -> str:
    """A text as it is compared: NFKC, one form of quotes and dashes, no line breaks."""
    text = unicodedata.normalize("NFKC", re.sub(r"-\n(?=[a-z])", "", text).translate(SAME)).translate(SAME)
    return re.sub(r"\s+", "" if language in WITHOUT_SPACES else " ", text).strip()


def found(want: str, got: str) -> str:
    """The stretch of `got` that is most like `want`."""
    if not got:
        return ""
    best = fuzz.partial_ratio_alignment(want, got)
    if best is None:
        return ""
    margin = max(20, len(want) // 10)
    stretch = got[max(0, best.dest_start - margin) : best.dest_end + margin]
    edits = Levenshtein.editops(want, stretch)
    lead = next((i for i, op in enumerate(edits) if op.tag != "insert" or op.src_pos > 0), len(edits))
    tail = sum(op.tag == "insert" and op.src_pos == len(want) for op in edits)
    return stretch[lead : len(stretch) - tail]


def numbers(want: str, got: str) -> tuple[int, int]:
    """Number tokens of the truth that were read too, and all."""
    tokens = [Counter(NUMBER.findall(re.sub(r"\s", "", text.translate(RAISED)))) for text in (want, got)]
    return sum((tokens[0] & tokens[1]).values()), sum(tokens[0].values())


def judge(truth: dict[str, Any], text: str) -> dict[str, tuple[float, float]]:
    """Edits and length of each printed text, and number tokens right and in all."""
    language = truth["lang"]
    wanted = [
        ("title.src", language, truth["title"]["src"]),
        ("abstract.src", language, truth["abstract"]["src"]["text"]),
    ]
    if truth["english_printed"]:
        wanted += [
            ("title.en", "en", truth["title"]["en"]),
            ("abstract.en", "en", truth["abstract"]["en"]["text"]),
        ]
    out: dict[str, tuple[float, float]] = {}
    for field, code, value in wanted:
        if value:
            want = plain(value, code)
            got = found(want, plain(text, code))
            out[field] = (min(Levenshtein.distance(want, got), len(want)), len(want))
            if field.startswith("abstract"):
                right, total = numbers(want, got)
                before = out.get("numbers", (0.0, 0.0))
                out["numbers"] = (before[0] + right, before[1] + total)
    return out


def one(system: str, pdf: Path, language: str) -> tuple[str, float, float]:
    """Read in a process of its own: the text, seconds, and peak memory in MB of it or its largest child."""
    argv = [
        sys.executable,
        "-m",
        "benchmarks.ocr",
        "--read",
        system,
        "--pdf",
        str(pdf),
        "--language",
        language,
    ]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(argv, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        print(f"{system} failed on {pdf.name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return "", 0.0, 0.0
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["text"], answer["seconds"], answer["memory"]


def answer(system: str, pdf: Path, language: str) -> None:
    """Print what one process read, how long it took with opening its engines, and its memory."""
    import resource

    start = time.perf_counter()
    text = read(system, pdf, language)
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"text": text, "seconds": seconds, "memory": peak / 1024}, ensure_ascii=False))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--truth", type=Path)
    ap.add_argument("--only", default="")
    ap.add_argument("--systems", default=",".join(SYSTEMS))
    ap.add_argument("--out", type=Path)
    ap.add_argument("--read")
    ap.add_argument("--pdf", type=Path)
    ap.add_argument("--language", default="zh")
    a = ap.parse_args()
    if a.read:
        answer(a.read, a.pdf, a.language)
        return
    only = [part for part in a.only.split(",") if part]
    rows: list[dict[str, Any]] = []
    for path in sorted(a.truth.glob("*.json")):
        if only and not any(path.stem.startswith(part) for part in only):
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        for system in a.systems.split(","):
            text, seconds, memory = one(system, path.with_suffix(".pdf"), truth["lang"])
            row = {
                "document": path.stem,
                "system": system,
                "seconds": seconds,
                "memory": memory,
                **judge(truth, text),
            }
            rows.append(row)
            print(
                path.stem,
                system,
                f"{seconds:.1f} s",
                {k: v for k, v in row.items() if isinstance(v, tuple)},
                flush=True,
            )
    if a.out:
        a.out.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    summary(rows)


def summary(rows: list[dict[str, Any]]) -> None:
    """The table: one line a system."""
    by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by[row["system"]].append(row)
    base = {row["document"]: row["seconds"] for row in by.get("ocrmypdf", [])}
    print("| system | title | abstract | title.en | abstract.en | numbers | s/doc | x OCRmyPDF | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for system, mine in by.items():
        cells = [system]
        for field in ("title.src", "abstract.src", "title.en", "abstract.en", "numbers"):
            pairs = [row[field] for row in mine if field in row]
            total = sum(p[1] for p in pairs)
            cells.append(f"{sum(p[0] for p in pairs) / total:.4f}" if total else "-")
        cells.append(f"{statistics.median(row['seconds'] for row in mine):.1f}")
        ratios = [row["seconds"] / base[row["document"]] for row in mine if base.get(row["document"])]
        cells.append(f"{statistics.median(ratios):.2f}" if ratios else "-")
        cells.append(f"{max(row['memory'] for row in mine):.0f}")
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
