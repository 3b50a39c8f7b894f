"""docs/flags.md lists every code that the package can raise, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pipeline
from pipeline.stages.check.codes import CODES

ROOT = Path(pipeline.__file__).parent
_EARLIER = re.compile(r"(?:translation|text)\.[a-z_]+")
_CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def _raised() -> Iterator[str]:
    """Codes in calls of `Flag(...)` and of functions named `flag` or `_flag`, anywhere in the package."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and _EARLIER.fullmatch(node.value)
            ):
                yield node.value
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").strip("_").lower() == "flag":
                values = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]
                for value in values:
                    yield from (
                        c.value
                        for c in ast.walk(value)
                        if isinstance(c, ast.Constant)
                        and isinstance(c.value, str)
                        and _CODE.fullmatch(c.value)
                    )


def _documented() -> set[str]:
    text = (ROOT.parent / "docs" / "flags.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z_.]+)` \|", text, re.MULTILINE))


def test_every_code_is_documented() -> None:
    assert set(_raised()) | set(CODES) <= _documented()


def test_every_code_of_the_check_stage_is_raised() -> None:
    assert set(CODES) <= set(_raised())


def test_the_page_gives_weight_and_meaning_of_the_check_stage() -> None:
    text = (ROOT.parent / "docs" / "flags.md").read_text(encoding="utf-8")
    for code, (severity, meaning) in CODES.items():
        assert f"| `{code}` | {severity} | {meaning} |" in text, code
