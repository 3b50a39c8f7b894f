"""A layer that cannot be trusted tells all the same that a page prints an abstract in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.stages.layer import tells_abstract
from tests.stages.layer.test_layer import OnePage


def tells(texts: list[str], media: MediaType = MediaType.PDF, *, forbidden: bool = False) -> bool:
    source = Source(path=str(Path("a.pdf")), name="a.pdf", sha256="0" * 64, media_type=media, size=1)
    pages = (PageInfo(number=1, width=595.0, height=842.0),)
    document = Document(source=source, pages=pages, copy_forbidden=forbidden)
    return tells_abstract(document, 1, OnePage(texts), 300)


@pytest.mark.parametrize(
    "texts",
    [
        ["Ａｂｓ", "ｔ", "ｒ", "ａ", "ｃ", "ｔ", "：", "Ｒｅｅ", "ｄ"],
        ["Abst ract :Reed grows in ponds"],
        ["Key  words：reed; pond"],
    ],
)
def test_labels_set_apart_are_known(texts: list[str]) -> None:
    assert tells(texts)


def test_other_words_and_forbidden_layers_tell_nothing() -> None:
    assert not tells(["An abstract of reeds", "参考文献"])
    assert not tells(["Abstract: Reed"], forbidden=True)
