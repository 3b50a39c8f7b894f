"""What the readers of an article's end share: pages cut to some of their lines, and whether an abstract is in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.languages.families import ENGLISH
from pipeline.records.base import around
from pipeline.records.segment import Role, Segments
from pipeline.records.text import Line, PageText


def by_identity(lines: Iterable[Line]) -> dict[int, Line]:
    """Lines by the identity of each, as `cropped` takes them."""
    return {id(line): line for line in lines}


def cropped(page: PageText, wanted: Mapping[int, Line]) -> PageText:
    """A page with no lines but the wanted ones, by their identity, each as it, or the part of it, is given; without empty blocks."""
    blocks = []
    for block in page.blocks:
        lines = tuple(wanted[id(line)] for line in block.lines if id(line) in wanted)
        if lines:
            blocks.append(block.model_copy(update={"lines": lines, "bbox": around([x.bbox for x in lines])}))
    return page.model_copy(update={"blocks": tuple(blocks)})


def left(pages: Sequence[PageText], wanted: Mapping[int, Line]) -> list[PageText]:
    """Those of the pages of which something is left when they are cropped."""
    return [page for page in (cropped(page, wanted) for page in pages) if page.blocks]


def prints_english(found: Segments) -> bool:
    """Whether an abstract in English is among the segments."""
    return any(s.language == ENGLISH for s in found.of(Role.ABSTRACT))
