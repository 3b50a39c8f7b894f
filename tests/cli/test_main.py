"""The command line as a user meets it: help, errors, exit codes."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.main import COMMANDS, command


def scanglot(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *args], capture_output=True, text=True, cwd=cwd, check=False
    )


def every() -> Iterator[tuple[str, Any]]:
    """Every command and what stands below it, by its whole name."""
    for name in COMMANDS:
        found = command(name)
        yield name, found
        yield from ((f"{name} {sub}", one) for sub, one in getattr(found, "commands", {}).items())


@pytest.mark.parametrize(("name", "found"), [pytest.param(*each, id=each[0]) for each in every()])
def test_every_help_has_an_example_that_is_understood(
    name: str, found: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example is parsed by the command that it calls, options and all."""
    examples = re.findall(r"^ *Example: (.+)$", found.help, re.MULTILINE)
    assert examples
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs").mkdir()
    (tmp_path / "terms.csv").touch()
    for example in examples:
        words = shlex.split(example.rpartition("| ")[2])
        words = words[words.index("scanglot") + 1 :]
        called = command(words[0])
        below = getattr(called, "commands", {})
        given = words[2:] if below else words[1:]
        assert name in {words[0], " ".join(words[:2])}
        (below[words[1]] if below else called).make_context(name, given)


def test_help_names_every_command(root: Path) -> None:
    done = scanglot("--help", cwd=root)
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)


def test_help_imports_nothing_heavy(root: Path) -> None:
    code = (
        "import sys\nfrom pipeline.cli.main import application\n"
        "application()\n"
        "heavy = {'torch', 'transformers', 'cv2', 'rapidocr', 'onnxruntime', 'numpy', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "[]"


def test_unknown_option_exits_2(root: Path) -> None:
    done = scanglot("schema", "--no-such-option", cwd=root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_schema_is_json(root: Path) -> None:
    schema = json.loads(scanglot("schema", cwd=root).stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"doi", "title", "abstract", "translated", "quality", "evidence"} <= set(schema["required"])


def test_a_mistyped_command_is_told_its_neighbour(root: Path) -> None:
    done = scanglot("rum", cwd=root)
    assert done.returncode == 2
    assert "Did you mean 'run'?" in done.stderr


def test_every_command_answers_to_h_and_help_alike(root: Path) -> None:
    assert scanglot("schema", "-h", cwd=root).stdout == scanglot("schema", "--help", cwd=root).stdout != ""


def test_the_shell_completes_commands_and_options(root: Path) -> None:
    script = scanglot("completion", "bash", cwd=root)
    assert "_SCANGLOT_COMPLETE" in script.stdout
    asked = {"_SCANGLOT_COMPLETE": "complete_bash", "COMP_WORDS": "scanglot run --retry", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline"],
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
        env=os.environ | asked,
    )
    assert done.stdout.split() == ["--retry-failed"]
