"""Classes of the Chinese Library Classification: `中图分类号：R734.2；R730.55`."""

from __future__ import annotations

import re

from pipeline.languages.confusions import as_digits, loose
from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.digits import DIGIT
from pipeline.stages.extract.passages import passages
from pipeline.stages.extract.witness import Witness, settle, witness

_LABEL = re.compile(
    r"(?:中\s*[图圖]\s*(?:法\s*)?(?:[图圖]\s*[书書]\s*)?分\s*[类類]\s*[号號]?|中国图书资料分类法?分?类?号|(?<!主题)分\s*类\s*号"
    r"|CLC\s*(?:number|no\.?|class)?|Chinese Library Classification(?:\s*number)?)\s*\]?\s*[:.]?\s*",
    re.IGNORECASE,
)
_CLASS = re.compile(
    rf"\s*(?!(?i:{loose('doi')})\s?[:.]?\s?10)(?P<letters>T[A-Z]?|DF|[A-KN-VXZ]|[a-kn-vxz](?=\d))(?P<gap>\s?)(?P<digits>{DIGIT}(?:{DIGIT}|\s?[.·]\s?(?={DIGIT})|[-+=/:](?={DIGIT}))*(?:\([\d.-]+\))?)"
)
_BETWEEN = re.compile(r"\s*[;,、/+:|]?\s*")


def find_clc(segments: Segments) -> tuple[Field, ...]:
    """The classes in the order printed, each as printed."""
    votes: list[tuple[str, list[Witness]]] = []
    for passage in passages(segments):
        for label in _LABEL.finditer(passage.text):
            group = [
                witness(passage, (start, end), value, _trust(passage.text, end), repairs=repairs)
                for start, end, value, repairs in classes_at(passage.text, label.end())
            ]
            if group:
                votes.append((";".join(w.value for w in group), group))
    if not votes:
        return ()
    whole = settle([_all_classes(value, group) for value, group in votes], about="clc")
    chosen = next(group for value, group in votes if whole and value == whole.value)
    confidence = whole.confidence if whole else 0.0
    fields = [settle([w]) for w in chosen]
    rivals = whole.rivals if whole else ()
    return tuple(f.model_copy(update={"confidence": confidence, "rivals": rivals}) for f in fields if f)


def _trust(text: str, end: int) -> float:
    """Less where the class runs into letters, or where digits follow a comma: part of it was misread."""
    return 0.5 if re.match(r"[A-Za-z\d]|\s?[,;.]\s?\d", text[end:]) else 0.95


def _all_classes(value: str, group: list[Witness]) -> Witness:
    repairs = tuple(r for w in group for r in w.repairs)
    return Witness(value, group[0].evidence, min(w.reliability for w in group), repairs)


def classes_at(text: str, start: int) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """The classes that stand in a row from a place of a folded text on: (start, end, value, repairs)."""
    found: list[tuple[int, int, str, tuple[str, ...]]] = []
    while match := _CLASS.match(text, start):
        if (
            found
            and "\n" in text[found[-1][1] : match.start("letters")]
            and not re.search(r"[;,、]\s*$", text[: match.start("letters")])
        ):
            break
        digits = re.sub(r"\s", "", match["digits"]).replace("·", ".")
        mended = re.sub(DIGIT, lambda m: as_digits(m[0]), digits)
        read = match["letters"] + digits
        value = f"{match['letters'].upper()}{' ' if match['gap'] else ''}{mended}"
        repairs = () if match["letters"].upper() + mended == read else (f"{read}→{value}",)
        found.append((match.start("letters"), match.end(), value, repairs))
        start = _BETWEEN.match(text, match.end()).end()  # type: ignore[union-attr]
    return found
