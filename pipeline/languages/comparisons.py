"""Who is compared with whom: the group behind `高于` in a Chinese sentence, and whether an English one makes it the subject.

And what parts things that are said to rise or fall: words between parts of a sentence, and one direction after another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_CLAUSES = re.compile(r"[,;.:](?!\d)")
_BEHIND = r"(?:with|to|than|versus|vs\.?|against|from|of) (?:(?:that|those) (?:in|of) )?(?:the )?(?:\w+ )?$"
"""What stands before a group that is compared with, not compared."""


@dataclass(frozen=True)
class Comparisons:
    """The patterns of `comparisons.toml`: comparing words of both languages, and names of groups."""

    behind: re.Pattern[str]
    words: str
    than: re.Pattern[str]
    names: dict[str, str]
    joining: re.Pattern[str]
    turning: re.Pattern[str]

    def compared_with(self, source: str) -> Iterator[tuple[str, str]]:
        """Groups of a Chinese text that others are compared with and that are compared with none; and their English patterns."""
        for match in self.behind.finditer(source):
            name = match[1]
            pattern = self._name(name)
            if pattern and not re.search(rf"{re.escape(name)}组[^，。；;]{{0,20}}(?:{self.words})", source):
                yield f"{name}组", pattern

    def is_subject(self, name: str, target: str) -> bool:
        """Whether an English text says that the group is more or less than another."""
        for clause in _CLAUSES.split(target):
            than = self.than.search(clause)
            if than is None:
                continue
            before, after = clause[: than.start()], clause[than.end() :]
            found = re.search(name, before, re.IGNORECASE)
            if found and not re.search(name, after, re.IGNORECASE):
                return not re.search(_BEHIND, before[: found.start()], re.IGNORECASE)
        return False

    def _name(self, name: str) -> str:
        if name.isascii():
            return rf"\b(?:groups? {re.escape(name)}|{re.escape(name)} groups?)\b"
        return rf"\b{self.names[name]} (?:group|patients|subjects|mice|rats)\b" if name in self.names else ""


@cache
def comparisons(source: str, target: str) -> Comparisons | None:
    """How two languages compare groups, or None where the lists do not know them."""
    file = resources.files(__package__) / "lexicons" / "comparisons.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if (source, target) != ("zh", "en"):
        return None
    words = "|".join(data["zh"]["than"])
    return Comparisons(
        behind=re.compile(rf"(?:{words})(?:了)?([A-Za-z0-9+-]{{1,6}}|[\u3400-\u9fff]{{2,5}}?)组"),
        words=words,
        than=re.compile(rf"\b(?:{'|'.join(data['en']['than'])})\b(?: \w+){{0,2}} than\b", re.IGNORECASE),
        names=data["names"],
        joining=re.compile(
            rf"[,;:!?](?!\d)|\.(?=\s|$)|\b(?:{'|'.join(data['en']['joining'])})\b", re.IGNORECASE
        ),
        turning=re.compile("|".join(data["zh"]["turning"])),
    )
