"""Every command in the documentation is given: those of tutorials and how-tos in their order, all others are understood."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.configuration import defaults
from pipeline.cli.main import COMMANDS, application, command

ROOT = Path(__file__).parents[1]
WALKED = [
    *sorted((ROOT / "docs" / "tutorials").glob("*.md")),
    *sorted((ROOT / "docs" / "howto").glob("*.md")),
]
PAGES = [ROOT / "README.md", ROOT / "models" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"^```(?:sh|bash)\n(?P<fenced>(?:(?!```)[^\n]*\n)*)```|^(?P<indented>(?: {4}\S[^\n]*\n)+)", re.MULTILINE
)
GIVEN = re.compile(r"(?:^|[|;] *)(?P<command>scanglot [a-z].*?)(?:\s{2,}\S.*|\s+[|;>].*)?$")
NOT_ENDING = {"watch", "review", "doctor"}
"""Commands that go on until they are ended, or that look at the machine: they are understood here and run elsewhere."""

ZH = "目的 探讨疗效。方法 纳入96例患者。结果 有效率为56.3%。结论 放疗有效。"
EN = "Objective To study the effect. Methods 96 patients. Results The rate was 56.3%. Conclusion It works."
PAPER = f"联合治疗的疗效\n\n李鹏，吴晓婷\n\n摘要：{ZH}\n关键词：放疗；肺癌\n\nEffect of Combined Treatment\n\nLI Peng, WU Xiaoting\n\nAbstract: {EN}\nKeywords: radiotherapy; lung cancer\n"


def lines_of(page: Path, *, fenced: bool = True) -> list[str]:
    """The lines of a page's blocks of commands; those in fences only where asked for."""
    found = []
    for block in BLOCK.finditer(page.read_text("utf-8")):
        text = block["indented"] or (block["fenced"] if fenced else "") or ""
        found += [line.strip() for line in text.splitlines()]
    return found


def commands_of(page: Path, *, fenced: bool = True) -> list[str]:
    return [m["command"].strip() for line in lines_of(page, fenced=fenced) if (m := GIVEN.search(line))]


def understood(given: str, here: Path) -> None:
    """Parse a command line; a placeholder such as `OUT` counts as a name. Fails where an option is unknown."""
    words = [word for word in shlex.split(given)[1:] if word != ">"]
    assert words[0] in COMMANDS, given
    found: Any = command(words[0])
    below = getattr(found, "commands", {})
    if below:
        assert words[1] in below, given
        found, words = below[words[1]], words[1:]
    for word in words[1:]:
        if not word.startswith("-") and "/" not in word and "." not in word:
            (here / word).mkdir(exist_ok=True)
    found.make_context(words[0], words[1:], resilient_parsing=False)


SAID = sorted(
    {
        (page.name, given)
        for page in PAGES
        for given in commands_of(page)
        if "[" not in given and "..." not in given
    }
)


def test_pages_say_commands() -> None:
    assert len(SAID) > 60
    assert len({name for page in WALKED for name in [page.name] if commands_of(page)}) >= 8


@pytest.mark.parametrize(("page", "given"), SAID, ids=[f"{page}: {given}" for page, given in SAID])
def test_a_documented_command_is_understood(
    page: str, given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("outputs", "records", "scans", "out"):
        (tmp_path / name).mkdir()
    understood(given, tmp_path)


@pytest.mark.live
@pytest.mark.parametrize("page", WALKED, ids=lambda page: page.stem)
def test_a_tutorial_is_walked_through(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its indented commands are given in order, in a folder with scans, records and a glossary; each ends well."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"RUN_JOBS": "0", "OCR_ENGINE": "tesseract"}.items():
        monkeypatch.setenv(f"SCANGLOT_{name}", value)
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "paper.txt").write_text(PAPER, "utf-8")
    (tmp_path / "paper-zh.txt").write_text("目的 探讨疗效。\n", "utf-8")
    (tmp_path / "glossary.csv").write_text(
        "source,target,domain\n冠心病,coronary heart disease|CHD,cardiology\n", "utf-8"
    )
    run = CliRunner()
    given = commands_of(page, fenced=False)
    if given and "outputs" in given[0] and not given[0].startswith("scanglot run"):
        assert run.invoke(application(), ["run", "scans"], default_map=defaults()).exit_code == 0
    for one in given:
        words = shlex.split(one)[1:]
        if words[0] in NOT_ENDING:
            continue
        done = run.invoke(application(), words, default_map=defaults(), input="目的 探讨疗效。\n")
        assert done.exit_code == 0, (one, done.output, done.exception)
    for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(block, page.name, "exec"), {})
