"""Programs that the tests of use run, and the records that they are given."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.record_files import read_record, record_files
from tests.records.made import record

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "records" / "1.0"
MANY = record(
    translated=[],
    authors=[
        {
            "name": {"zh": zh, "en": en},
            "affiliations": [1],
            "corresponding": False,
            "email": None,
            "orcid": None,
        }
        for zh, en in [
            ("李鹏", "LI Peng"),
            ("欧阳静", "OUYANG Jing"),
            ("王芳", "WANG Fang"),
            ("赵雷", "ZHAO Lei"),
        ]
    ],
)
MACHINE = record(translated=["title.en", "abstract.en", "keywords.en"])
RECORDS: list[Record] = [MANY, *(read_record(path) for path in record_files([GOLDEN]))]


def needs(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (make setup-use)")


def run(*argv: object, text: str = "", folder: Path | None = None) -> str:
    done = subprocess.run(
        list(map(str, argv)),
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def written(name: str, *records: Record) -> str:
    return "".join(stream(FORMATS[name], records))
