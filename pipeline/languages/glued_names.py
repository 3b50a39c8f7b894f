"""Chinese names printed side by side whose gaps a text layer lost: `李小苔张水`."""

from __future__ import annotations

from collections.abc import Set

from pipeline.languages.scripts import Script, script_of

_LEAST, _MOST = 5, 9
"""Characters of such a run: one name has fewer, longer runs are no names."""
_NAME = (2, 3)
"""Characters of each name."""


def unglued(text: str, families: Set[str]) -> list[str]:
    """The names that a run too long for one name is made of, where family names part it in one way only; else none."""
    if not _LEAST <= len(text) <= _MOST or any(script_of(char) is not Script.HAN for char in text):
        return []
    ways: dict[int, list[list[str]]] = {0: [[]]}
    for end in range(1, len(text) + 1):
        ways[end] = [
            [*way, text[end - size : end]]
            for size in _NAME
            if size <= end and text[end - size] in families
            for way in ways[end - size]
        ]
    return ways[len(text)][0] if len(ways[len(text)]) == 1 else []
