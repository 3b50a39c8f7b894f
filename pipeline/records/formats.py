"""Kinds of file that articles come in and that are not read, each with the way to one that is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pipeline.records.base import Frozen


class UnreadFormat(Frozen):
    """A kind of file that is not read: its name with an article, suffixes, how it begins, and what to do with it."""

    name: str
    suffixes: tuple[str, ...]
    begins: tuple[str, ...]
    cure: str
    at: int = 0
    holds: str = ""

    def fits(self, head: bytes, suffix: str) -> bool:
        """Whether a file that begins with `head` is of this kind; one that begins with a word or two also by its suffix."""
        begun = any(head[self.at :].startswith(each.encode("latin-1")) for each in self.begins)
        told = self.holds.encode() in head if self.holds else suffix in self.suffixes or self._telling(head)
        return begun and told

    def _telling(self, head: bytes) -> bool:
        return any(len(b) > 3 and head[self.at :].startswith(b.encode("latin-1")) for b in self.begins)


@cache
def others() -> tuple[UnreadFormat, ...]:
    """Every kind that is known and not read."""
    text = resources.files("pipeline.records").joinpath("formats.toml").read_text(encoding="utf-8")
    return tuple(UnreadFormat.model_validate(each) for each in tomllib.loads(text)["other"])


def other_of(head: bytes, suffix: str) -> UnreadFormat | None:
    """The kind of a file by its beginning, where it is one of these."""
    return next((kind for kind in others() if kind.fits(head, suffix)), None)


def called(suffix: str) -> UnreadFormat | None:
    """The kind that files with a suffix mostly are."""
    return next((kind for kind in others() if suffix in kind.suffixes), None)
