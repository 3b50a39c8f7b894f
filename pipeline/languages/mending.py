"""What rules mend, as data: in values of an article (`rules/mending.toml`), and by the ink of a line (`rules/ink.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Mending:
    """One rule: where it may write, why, the flag that tells of it; an example as read and as mended, and what stays.

    `witnesses` are what proves the example, as the rule's function is given them.
    """

    id: str
    where: str
    why: str
    flag: str
    example: tuple[str, str]
    counter: str
    witnesses: tuple[str, ...] = ()


@cache
def mendings() -> dict[str, Mending]:
    """All rules by name. Raises TypeError where the file is wrong."""
    source = resources.files(__package__) / "rules" / "mending.toml"
    rules = tomllib.loads(source.read_text(encoding="utf-8"))["rule"]
    return {
        rule["id"]: Mending(
            **(rule | {"example": tuple(rule["example"]), "witnesses": tuple(rule.get("witnesses", ()))})
        )
        for rule in rules
    }


@dataclass(frozen=True)
class InkRule:
    """One rule that looks at the ink: why, an example as read and as printed, and print that stays."""

    id: str
    why: str
    example: tuple[str, str]
    counter: str


@cache
def ink_rules() -> dict[str, InkRule]:
    """All rules of the ink by name. Raises TypeError where the file is wrong."""
    source = resources.files(__package__) / "rules" / "ink.toml"
    rules = tomllib.loads(source.read_text(encoding="utf-8"))["rule"]
    return {rule["id"]: InkRule(**(rule | {"example": tuple(rule["example"])})) for rule in rules}
