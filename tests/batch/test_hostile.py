"""Files made to do harm, through the real engines: each ends as a clear failure or a record, soon, and leaves nothing."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch import Batch
from pipeline.batch.events import Event
from pipeline.batch.folder import OutputFolder
from pipeline.batch.plan import Item
from pipeline.batch.reading import ReadDocument
from pipeline.batch.sources import collect
from pipeline.executors import WorkLimits
from pipeline.executors.pool import Pool
from pipeline.records.outcome import Outcome
from pipeline.settings import Limits, OcrEngine, OcrSettings, RenderSettings, Settings, TranslateSettings

pytestmark = pytest.mark.live

QUICK = Settings(
    render=RenderSettings(dpi=72),
    ocr=OcrSettings(engine=OcrEngine.TESSERACT),
    translate=TranslateSettings(enabled=False),
    limits=Limits(pages=500, tool_seconds=8),
)


def pdf(
    width: float = 595, height: float = 842, pages: int = 1, content: bytes = b"", filters: str = ""
) -> bytes:
    """A PDF of so many equal pages."""
    first = 4
    kids = " ".join(f"{first + n} 0 R" for n in range(pages))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 3 0 R >>"
    body = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
    body += f"2 0 obj << /Type /Pages /Kids [{kids}] /Count {pages} >> endobj\n".encode()
    body += (
        f"3 0 obj << /Length {len(content)} {filters} >> stream\n".encode()
        + content
        + b"\nendstream endobj\n"
    )
    body += "".join(f"{first + n} 0 obj {page} endobj\n" for n in range(pages)).encode()
    return body + f"trailer << /Root 1 0 R /Size {first + pages} >>\n%%EOF\n".encode()


def png(width: int, height: int) -> bytes:
    """A PNG that is far larger unpacked than packed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width // 8) * min(height, 2000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def broken_tree(*kids: int, count: int) -> bytes:
    """A PDF whose page tree names pages that are not there, or itself."""
    named = " ".join(f"{kid} 0 R" for kid in kids)
    return pdf().replace(b"[4 0 R] /Count 1", f"[{named}] /Count {count}".encode())


def second_page_huge() -> bytes:
    """A PDF of two pages, the second of them larger than anything."""
    page = b"/MediaBox [0 0 595 842]"
    first, _, second = pdf(pages=2, content=b"10 10 m 20 20 l S").rpartition(page)
    return first + b"/MediaBox [0 0 1000000 1000000]" + second


BOMB = zlib.compress(zlib.compress(b"0 0 m 100 100 l S\n" * 3_000_000, 9), 9)

HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty.pdf": (lambda: b"", {"input.unreadable"}),
    "text.pdf": (lambda: b"Not a PDF at all, but a letter.\n" * 20, {"input.unreadable"}),
    "huge-page.pdf": (lambda: pdf(1_000_000, 1_000_000), {"input.too_large"}),
    "second-page-huge.pdf": (second_page_huge, {""}),
    "blank.pdf": (pdf, {""}),
    "headless.pdf": (lambda: pdf()[9:], {""}),
    "cut-off.pdf": (lambda: pdf(content=bytes(3000))[:2500], {"input.unreadable"}),
    "loop.pdf": (lambda: broken_tree(2, 2, count=2), {"input.unreadable"}),
    "missing.pdf": (lambda: broken_tree(4, 9, count=2), {""}),
    "count.pdf": (lambda: broken_tree(4, count=-5), {"input.no_pages"}),
    "login.pdf": (lambda: b"<!DOCTYPE html><html>Sign in</html>", {"input.unsupported"}),
    "no-area.pdf": (lambda: pdf(0, 0), {"input.unreadable", "input.no_pages", ""}),
    "thin.pdf": (lambda: pdf(5000, 0.5), {"input.unreadable"}),
    "many-pages.pdf": (lambda: pdf(pages=2000), {"input.too_large"}),
    "bomb.pdf": (
        lambda: pdf(content=BOMB, filters="/Filter [/FlateDecode /FlateDecode]"),
        {"", "tool.timeout"},
    ),
    "bomb.png": (lambda: png(60_000, 60_000), {"input.too_large", "input.unreadable"}),
    "cut.png": (lambda: png(800, 9000)[:-60], {"input.unreadable"}),
    "dot.png": (lambda: png(8, 8), {"input.unreadable"}),
    "long-line.txt": (lambda: "肿瘤".encode() * 20_000, {""}),
    "huge.txt": (lambda: b"text " * 2_000_000, {"input.too_large"}),
    "big5.txt": (lambda: "探討患者血清水平與預後之關係\n\n摘要：目的 探討。".encode("big5"), {""}),
    "breaks.txt": (lambda: b"\n" * 5000, {"input.no_pages"}),
    "zeros.txt": (lambda: bytes(5000), {"input.unreadable"}),
    "../../escape.txt": (lambda: b"Title\n\nA short text of one line.\n", {""}),
}


def test_each_hostile_file_ends_soon_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch, inputs, out = tmp_path / "tmp", tmp_path / "in" / "a" / "b", tmp_path / "out"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    inputs.mkdir(parents=True)
    for name, (content, _) in HOSTILE.items():
        (inputs / name).write_bytes(content())
    with (inputs / "sparse.pdf").open("wb") as sparse:
        sparse.truncate(1 << 41)
    given = [str(inputs / name) for name in (*HOSTILE, "sparse.pdf")]
    executor: Pool[Item, Outcome] = Pool(ReadDocument(QUICK), 2, WorkLimits(seconds=60, memory=2 << 30))
    events: list[Event] = []
    with OutputFolder(out) as folder:
        summary = Batch(folder, QUICK, executor, events.append).run(collect(given, out))
    assert summary.ok + summary.needs_review + summary.failed == len(given)
    codes = {f.source.rpartition("/")[2]: f.code for f in summary.failures}
    wrong = {
        name: codes.get(Path(name).name, "")
        for name, (_, expected) in HOSTILE.items()
        if codes.get(Path(name).name, "") not in expected
    }
    assert wrong == {}
    flags = {
        name: {f["code"] for f in json.loads((out / f"{name}.json").read_bytes())["quality"]["flags"]}
        for name in ("blank", "second-page-huge", "missing")
    }
    assert flags["blank"] == {"text.none", "page.blank"}
    assert flags["missing"] == {"text.none", "page.blank", "page.unreadable"}
    assert "page.unreadable" in flags["second-page-huge"], (
        "its first page has a stroke, which may be read as a letter"
    )
    assert json.loads((out / "blank.json").read_bytes())["language"] is None
    assert all(str(inputs) not in f.message for f in summary.failures)
    assert codes["sparse.pdf"] == "input.too_large"
    assert list(scratch.iterdir()) == []
    assert json.loads((out / "escape.json").read_bytes())["source"]["file"] == "escape.txt"
    written = {p.parent for p in tmp_path.rglob("*.json")}
    assert all(out in (p, *p.parents) for p in written)
