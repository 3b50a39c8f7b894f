"""Registries asked politely: a local server plays them, answers are kept, nothing is overwritten."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer

from pipeline.cli.match import match
from pipeline.engines.polite import NotReached, Polite
from pipeline.engines.registries import ADDRESSES, alike
from pipeline.errors import SettingsError
from pipeline.writers.record_json import record_json
from tests.records.made import record

ANSWERS = Path(__file__).parent / "registries"
PATHS = {
    "/ra/": "doi",
    "/works/doi:": "openalex",
    "/works/": "crossref",
    "/works?": "crossref-search",
    "/v2/organizations": "ror",
    "/resource/ISSN/": "issn",
}


class Registries(ThreadingHTTPServer):
    """All registries at one address, with what they were asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.refuse: list[tuple[int, dict[str, str]]] = []

    @property
    def at(self) -> list[str]:
        return [f"{name}=http://127.0.0.1:{self.server_port}" for name in ADDRESSES]


class Handler(BaseHTTPRequestHandler):
    server: Registries

    def do_GET(self) -> None:
        path = unquote(self.path)
        self.server.asked.append(path)
        self.server.agents.add(self.headers["User-Agent"])
        name = next(name for start, name in PATHS.items() if path.startswith(start))
        code, headers = self.server.refuse.pop(0) if self.server.refuse else (200, {})
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        if code == 200:
            self.wfile.write((ANSWERS / f"{name}.json").read_bytes())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[Registries]:
    found = Registries()
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join(5)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.json").write_text(record_json(record()), encoding="utf-8")
    return folder


def ask(server: Registries, out: Path, **options: object) -> list[dict[str, object]]:
    target, cache = out.parent / "found.jsonl", out.parent / "cache"
    match([out], contact="ann@library.org", out=target, cache=cache, pause=0, at=server.at, **options)  # type: ignore[arg-type]
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_suggestions_stand_beside_the_record_with_their_source(server: Registries, out: Path) -> None:
    before = (out / "a.json").read_bytes()
    found = ask(server, out)
    by = {(s["source"], s["path"]): s for s in found}
    assert by["DOI agency", "doi"]["note"] == "registered with ISTIC"
    assert (by["Crossref", "title"]["value"], by["Crossref", "title"]["agrees"]) == (
        "Efficacy of combined treatment",
        True,
    )
    last = by["Crossref", "last_page"]
    assert (last["value"], last["have"], last["agrees"]) == ("849", "848", False)
    assert by["OpenAlex", "last_page"]["agrees"]
    assert by["ROR", "affiliations.0.name.zh"]["value"] == "https://ror.org/000000001"
    assert by["ISSN Portal", "journal"]["value"] == "胸部肿瘤诊疗杂志"
    assert all(s["url"] and s["at"] and s["record"] == record().id for s in found)
    assert (out / "a.json").read_bytes() == before
    assert {agent.split(" ")[1] for agent in server.agents} == {"(mailto:ann@library.org)"}


def test_nothing_is_asked_twice(server: Registries, out: Path) -> None:
    first = ask(server, out)
    asked = len(server.asked)
    assert ask(server, out) == first
    assert len(server.asked) == asked == 6
    assert ask(server, out, offline=True) == first


def test_a_record_without_doi_is_looked_for_by_title_and_year(server: Registries, out: Path) -> None:
    (out / "a.json").write_text(record_json(record(doi=None, id="sha256:1")), encoding="utf-8")
    (found,) = ask(server, out, registry="crossref")
    assert (found["path"], found["value"], found["have"], found["agrees"]) == (
        "doi",
        "10.1234/found",
        None,
        False,
    )
    (out / "a.json").write_text(record_json(record(doi=None, id="sha256:1", year=2019)), encoding="utf-8")
    assert not (out.parent / "other").exists()


def test_what_a_registry_does_not_know_is_said(server: Registries, out: Path) -> None:
    server.refuse = [(404, {})]
    (found,) = ask(server, out, registry="crossref")
    assert found["value"] is None
    assert "registered elsewhere" in str(found["note"])


def test_a_busy_registry_is_waited_for_and_a_broken_one_told_of(
    server: Registries, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waited: list[float] = []
    polite = Polite(tmp_path / "c", "ann@library.org", pause=0, sleep=waited.append)
    server.refuse = [(429, {"Retry-After": "7"})]
    assert polite.ask(f"http://127.0.0.1:{server.server_port}/ra/10.1/a").content
    assert waited == [7.0]
    server.refuse = [(500, {})]
    with pytest.raises(typer.Exit):
        ask(server, out, registry="issn")
    assert "issn gave no answer" in capsys.readouterr().err


def test_two_questions_to_one_host_are_a_pause_apart(server: Registries, tmp_path: Path) -> None:
    waited: list[float] = []
    polite = Polite(tmp_path / "c", "ann@library.org", pause=5, sleep=waited.append)
    for name in ("a", "b"):
        polite.ask(f"http://127.0.0.1:{server.server_port}/ra/10.1/{name}")
    assert len(waited) == 1
    assert 4 < waited[0] <= 5


def test_offline_and_without_an_address_nothing_is_asked(
    server: Registries, out: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotReached):
        Polite(tmp_path / "c", "a@b.org", offline=True).ask("http://127.0.0.1:1/")
    for wrong in (
        {"contact": "nobody"},
        {"contact": "library@example.org"},
        {"registry": "google"},
        {"at": ["x=y"]},
    ):
        with pytest.raises(SettingsError):
            match([out], **({"contact": "ann@library.org"} | wrong))  # type: ignore[arg-type]
    assert server.asked == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Efficacy of Combined Treatment", "Efficacy of combined treatment.", True),
        ("联合治疗的疗效", "联合治疗的疗效分析", False),
        ("", "", False),
    ],
)
def test_titles_that_are_one(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
