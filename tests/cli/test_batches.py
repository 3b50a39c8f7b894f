"""How batches show themselves, and how they end."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from io import BytesIO, TextIOWrapper

import pytest
from rich.console import Console

from pipeline.batch.events import Began, DocumentEnded, Summary
from pipeline.cli.batches import exit_code, settings_for, stopped_by_signals
from pipeline.cli.progress import begun, show
from pipeline.cli.tables import print_summary
from pipeline.errors import SettingsError
from pipeline.executors import Stop
from pipeline.settings import OcrEngine, Settings

FAILED = DocumentEnded(
    name="sub/[b]",
    source="/in/b.pdf",
    status="failed",
    code="input.encrypted",
    message="b.pdf: wants a password.",
)


def summary(total: int = 3, failures: tuple[DocumentEnded, ...] = (FAILED,)) -> Summary:
    return Summary(
        total=total,
        ok=total - len(failures),
        needs_review=0,
        failed=len(failures),
        skipped=1,
        copied=0,
        left=0,
        pages=30,
        seconds=60.0,
        failures=failures,
    )


@pytest.mark.parametrize(
    ("total", "codes", "signalled", "expected"),
    [
        (3, [], None, 0),
        (3, ["input.encrypted"], None, 1),
        (1, ["input.encrypted"], None, 3),
        (1, ["tool.timeout"], None, 4),
        (1, ["stage"], None, 5),
        (1, ["settings"], None, 2),
        (1, ["odd"], None, 1),
        (3, [], signal.SIGINT, 130),
        (3, ["input.encrypted"], signal.SIGTERM, 143),
    ],
)
def test_exit_codes(total: int, codes: list[str], signalled: int | None, expected: int) -> None:
    failures = tuple(DocumentEnded(name="a", source="a", status="failed", code=code) for code in codes)
    assert exit_code(summary(total, failures), Stop(signal=signalled)) == expected


def options(**changed: object) -> Settings:
    usual = {"pages": "auto", "ocr": OcrEngine.AUTO, "lang": "", "to": "en", "model": None, "translate": True}
    return settings_for(**(usual | changed))  # type: ignore[arg-type]


def test_what_files_and_environment_say_is_kept_where_no_option_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCANGLOT_SEGMENT_WEIGHTS", "front.tsv")
    monkeypatch.setenv("SCANGLOT_TRANSLATE_BEAM", "2")
    monkeypatch.setenv("SCANGLOT_RENDER_DPI", "200")
    settings = options()
    assert (str(settings.segment.weights), settings.translate.beam, settings.render.dpi) == (
        "front.tsv",
        2,
        200,
    )


def test_options_become_settings() -> None:
    settings = options(pages="1-3,7", ocr=OcrEngine.TESSERACT, lang="zh, en", model="x", translate=False)
    assert settings.pages.pages == "1-3,7"
    assert settings.ocr.languages == ("zh", "en")
    assert (settings.translate.model, settings.translate.enabled) == ("x", False)


@pytest.mark.parametrize(
    "wrong", [{"lang": "xx"}, {"to": "tlh"}, {"pages": "three"}, {"pages": "3-1"}, {"pages": ""}]
)
def test_options_that_make_no_sense(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        options(**wrong)


def test_signals_are_told_to_the_executor_and_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    stop = Stop()
    with stopped_by_signals(stop):
        os.kill(os.getpid(), signal.SIGINT)
        assert (stop.drain, stop.now) == (True, False)
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.now
    assert signal.getsignal(signal.SIGINT) is before


def test_a_closed_terminal_ends_a_run_but_not_under_nohup() -> None:
    stop, before = Stop(), signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopped_by_signals(stop):
            os.kill(os.getpid(), signal.SIGHUP)
        assert not stop.now
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        with stopped_by_signals(stop):
            os.kill(os.getpid(), signal.SIGHUP)
        assert (stop.now, stop.signal) == (True, signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_json_events_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with show("json") as tell:
        for event in (Began(3, 2), FAILED, summary()):
            tell(event)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in lines] == ["began", "document", "summary"]
    assert lines[1]["code"] == "input.encrypted"
    assert lines[2]["failures"][0]["name"] == "sub/[b]"


def test_outputs_that_cannot_write_every_character(monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(FAILED, name="肿瘤😀", message="肿瘤😀.pdf: wants a password.")
    for kind in ("json", "plain"):
        narrow = TextIOWrapper(BytesIO(), "ascii")
        monkeypatch.setattr("sys.stdout", narrow)
        monkeypatch.setattr("sys.stderr", TextIOWrapper(BytesIO(), "ascii", errors="backslashreplace"))
        with show(kind, log_json=True) as tell:
            tell(told)
            tell(summary(failures=(told,)))
        narrow.flush()
        written = narrow.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
        if kind == "json":
            assert next(json.loads(line) for line in written.splitlines())["name"] == "肿瘤😀"
        else:
            assert "wants a password" in written


def test_plain_lines_and_table(capsys: pytest.CaptureFixture[str]) -> None:
    with show("plain") as tell:
        for event in (Began(3, 2), FAILED, summary()):
            tell(event)
    shown = capsys.readouterr()
    assert "3 documents, 1 finished earlier, 2 to read" in shown.err
    assert "[1/2] failed       sub/[b]  b.pdf: wants a password." in shown.err
    assert "input.encrypted" in shown.out
    assert "30.0 a minute" in shown.out


def test_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with show("bar") as tell:
        for event in (Began(3, 2), FAILED, summary()):
            tell(event)
    shown = capsys.readouterr()
    assert "sub/[b]" in shown.err
    assert "documents" in shown.out


def test_log_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with show("plain", log_json=True) as tell:
        tell(FAILED)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines[0]["level"] == "warning"
    assert lines[0]["document"]["code"] == "input.encrypted"


def test_many_failures_are_cut() -> None:
    console = Console(width=200)
    with console.capture() as captured:
        print_summary(summary(100, (FAILED,) * 60), console)
    assert "and 40 more: see failed.csv" in captured.get()
    assert begun(Began(5, 5)) == "5 documents, 5 to read"
