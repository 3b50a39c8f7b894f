"""A record that a person changed, checked as a reading is: flags, score and status follow the change at once."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.languages.agreement import compare
from pipeline.records.article import Article, Field, Flag, Origin
from pipeline.records.paths import FieldPath
from pipeline.records.record import Quality, Record
from pipeline.records.segment import Segments
from pipeline.records.text import TextOrigin
from pipeline.records.values import dates_of, printed_values
from pipeline.stages.check import AGAINST_PAGES, WITHIN, needless
from pipeline.stages.check.confidence import check_confidence
from pipeline.stages.check.grade import grade, score

_NUMBERS = "translation.numbers"
_NOTHING = Segments(language="", origin=TextOrigin.OCR, segments=())
"""The pages, which are not there any more."""


def check_again(before: Record, after: Record) -> Record:
    """The changed record with the flags that its change calls for and without those that it answers.

    Every rule is asked about both states: what only the new one shows is added, what only the old one showed goes, and
    what rules cannot see (it needs the page) stays, as does what a person has accepted.
    """
    old, new = _found(before), _found(after)
    kept = tuple(f for f in after.quality.flags if not (_name(f) in old and _name(f) not in new))
    known = {_name(f) for f in kept}
    told = tuple(new[_name(f)] if _name(f) in new and _name(f) in known else f for f in kept)
    flags = (*told, *(f for name, f in new.items() if name not in old and name not in known))
    step = _score(after, flags) - _score(before, before.quality.flags)
    value = round(min(1.0, max(0.0, before.quality.score + step)), 4)
    quality = {"score": value, "grade": grade(value, flags), "flags": flags}
    return after.model_copy(update={"quality": Quality.model_validate(quality)})


def _name(flag: Flag) -> tuple[str, str]:
    return flag.code, flag.path


def _found(record: Record) -> dict[tuple[str, str], Flag]:
    """What the rules say of a record, without its pages."""
    flags = list(_translation(record))
    article, nothing = article_of(record), _NOTHING
    for against in AGAINST_PAGES:
        flags += against(article, nothing)[1]
    for within in (*WITHIN, check_confidence):
        flags += within(article)[1]
    return {_name(f): f for f in flags if not needless(f, article)}


def _translation(record: Record) -> Iterator[Flag]:
    """Titles and abstracts of machine text that give other numbers than what they were made from."""
    own = record.language or ""
    for path in record.translated:
        name, code = path.top, path.language
        texts = {"title": record.title, "abstract": {c: a.text for c, a in record.abstract.items()}}.get(name)
        if texts and own in texts and code in texts:
            odd = [str(d) for d in compare(texts[own], own, texts[code], code) if d.kind == "number"]
            if odd:
                yield Flag.model_validate(
                    {"code": _NUMBERS, "path": path, "severity": "error", "message": f"{'; '.join(odd)}."}
                )


def _score(record: Record, flags: tuple[Flag, ...]) -> float:
    return score(article_of(record), flags)


def article_of(record: Record) -> Article:
    """The article that a record tells of, without the evidence behind it; its values keep origin and confidence."""

    def made(path: str, value: object) -> Field:
        known = record.evidence.get(path)
        machine = any(FieldPath(path).within(p) for p in record.translated)
        origin = Origin.TRANSLATED if machine else known.origin if known else Origin.PRINTED
        return Field(value=str(value), confidence=known.confidence if known else 1.0, origin=origin)

    return Article(
        kind=record.kind,
        article_type=record.article_type,
        language=record.language or "",
        **dates_of(record.dates, made),
        **printed_values(record, made),
    )
