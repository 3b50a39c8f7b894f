"""Grants and sponsors."""

from __future__ import annotations

import re

from pipeline.languages.labels import leading_label
from pipeline.records.article import Field
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.place import item_field

_NOT_FUNDED = re.compile(r"^(?:无|none|нет|keine|aucun|ninguna|없음|なし)[\s。.]*$", re.IGNORECASE)


def find_funding(segments: Segments) -> tuple[Field, ...]:
    """Each grant that the pages name, in the printed order; those of a translation of the statement left out."""
    found: list[Field] = []
    for segment in segments.of(Role.FUNDING):
        if found and segment.language != found[0].language:
            continue
        for item in split_grants(segment.text):
            if item not in {f.value for f in found}:
                found.append(item_field(item, segment.language, segment))
    return tuple(found)


def split_grants(text: str) -> list[str]:
    """The grants of a funding statement, without the label; separators inside brackets part nothing."""
    label = leading_label(text)
    if label and label.field == "funding" and (label.firm or label.end - label.start < 6):
        text = text[label.end :]
    depth, start, parts = 0, 0, []
    for at, char in enumerate(text):
        depth += (char in "(（[［") - (char in ")）]］")
        if depth <= 0 and (char in ";；" or (char in ":：，、" and text[at - 1 : at] in {")", "）"})):
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    cleaned = [part.strip(" \u3000。.;；,，") for part in parts]
    return [part for part in cleaned if part and not _NOT_FUNDED.match(part)]
