"""What tells that a part of a source has no counterpart in its translation: weights, and what is said in other ways."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class LostParts:
    """The data of `lost_parts.toml` for a pair of languages."""

    least: float
    weights: dict[str, float]
    said_by: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def said_otherwise(self, source: str, target: str) -> list[tuple[int, int]]:
        """Where words of a source stand that the translation may say in another way."""
        return [
            match.span()
            for ours, theirs in self.said_by
            if theirs.search(target)
            for match in ours.finditer(source)
        ]


@cache
def lost_parts(source: str, target: str) -> LostParts:
    """The data for a pair; the weights are the same for all."""
    file = resources.files(__package__) / "lexicons" / "lost_parts.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    said_by = data["said_by"].get(f"{source}-{target}", {})
    return LostParts(
        least=data["least"],
        weights=data["weights"],
        said_by=tuple((re.compile(a), re.compile(b, re.IGNORECASE)) for a, b in said_by.items()),
    )
