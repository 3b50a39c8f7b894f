"""The command line as a user meets it: help, errors, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pipeline.cli.main import COMMANDS


def scanglot(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *args], capture_output=True, text=True, cwd=cwd, check=False
    )


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
