"""The sentences that refusals and details of flags are made of, read from the code, for the desk's catalogues.

A sentence with values in it is an f-string there and a message with `%(1)s`, `%(2)s`, ... here; `Speech.told` finds the
message again by the finished sentence.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pipeline"
_REFUSING = ("store/*.py", "web/*.py", "cli/rereading.py", "cli/moved.py")
_SUSPECTS = PACKAGE / "languages/rules/suspects.toml"
_FOR_PROGRAMS = {"database", "memory", "journal", "remembered", "harvest", "oai", "api", "strict", "exports"}
"""What only the command line and programs are told, in English."""
_REFUSES = re.compile(r"StoreError|RecordNotFound|RevisionConflict|QueryFault|HTTPException|_answer")
_WORD = re.compile(r"[A-Za-z]{2}")


def refusals() -> list[str]:
    """What the desk says when it cannot do what a reader asks, and what to do about it."""
    files = [file for pattern in _REFUSING for file in sorted(PACKAGE.glob(pattern))]
    found: list[ast.expr] = []
    for call in _calls(file for file in files if file.stem not in _FOR_PROGRAMS):
        if _REFUSES.fullmatch(_name(call)):
            found += [*call.args, *(k.value for k in call.keywords if k.arg == "cure")]
    return _sentences(found)


def details() -> list[str]:
    """What flags say beside what their code means."""
    files = sorted(PACKAGE.glob("stages/**/*.py"))
    found: list[ast.expr] = []
    for call in _calls(files):
        if _name(call) == "append" and ast.unparse(call.func) == "why.append":
            found += call.args
        if _name(call) in {"flag", "Flag", "told"}:
            found += [*call.args[2:], *(k.value for k in call.keywords if k.arg == "message")]
    for file in files:
        found += [node.value for node in _nodes(file) if isinstance(node, ast.Assign) and _is_said(node)]
    tests = tomllib.loads(_SUSPECTS.read_text(encoding="utf-8"))
    return [*_sentences(found), *dict.fromkeys(row["reason"] for rows in tests.values() for row in rows)]


def _nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def _calls(files: Iterator[Path] | list[Path]) -> Iterator[ast.Call]:
    return (node for file in files for node in _nodes(file) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _is_said(node: ast.Assign) -> bool:
    return any(isinstance(t, ast.Name) and t.id in {"message", "said"} for t in node.targets)


def _sentences(found: list[ast.expr]) -> list[str]:
    """Those of the expressions that are texts with words of their own, once each."""
    texts = [text for one in found if (text := _template(one))]
    return list(dict.fromkeys(t for t in texts if _WORD.search(re.sub(r"%\(\d+\)s", "", t))))


def _template(one: ast.expr) -> str:
    if isinstance(one, ast.Constant) and isinstance(one.value, str):
        return one.value
    if not isinstance(one, ast.JoinedStr):
        return ""
    parts, values = [], 0
    for part in one.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value).replace("%", "%%"))
        else:
            values += 1
            parts.append(f"%({values})s")
    return "".join(parts)
