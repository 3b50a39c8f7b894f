"""The journal's name in each language: from running heads, mastheads and citation footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages import languages
from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.doi import dois_in
from pipeline.stages.extract.passages import Passage, Zone, passages, split_lines
from pipeline.stages.extract.statements import Statement, statements
from pipeline.stages.extract.witness import Witness, settle, witness

_NOISE = re.compile(
    r"https?\s?:?\s?/+\s?\S+|www\.\S+|(?:e-?mail\s?:?\s?)?\S+@\S+|(?:tel|fax|电话)\s?[:.]?\s?[\d-]+"
    r"|[ep]?-?issn\s?[:.]?\s?[\dOolI]{4}-?[\dOolI]{3}[\dXx]|CN\s?\d\d-\d{4}(?:/[A-Z]+\d*)?"
    r"|(?<![\w-])[eE]?\d{1,6}(?:\s?-\s?[eE]?\d{1,6})?(?![\w-])|(?<!\w)[\d*·|]+(?!\w)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\[\s*[JＪ](?:/OL)?\s*\]\s*[.,:]?\s*(?P<name>[^\[\],;。]{2,120}?)\s*[,.，]\s*(?=(?:19|20)\d\d)",
    re.DOTALL,
)
_OFFICE = re.compile(
    r"《(?P<zh>[^》]{2,30})》\s*(?:杂志社|编辑部|編輯部|编委会)|Editorial (?:Office|Board) of (?P<en>[A-Z][^.,;©]{3,80})"
)
_WORDS = re.compile(
    r"杂志|雜誌|学报|學報|學誌|学会誌|雑誌|학회지|저널|journal|zeitschrift|revue|annal|archiv|revista|вестник|журнал|acta|bulletin",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"等\s*[.:。]|等$|\bet al\b|[?!？！]|基金|收稿|作者|摘要|关键词|\babstract\b|编辑部|copyright|©|扫码|二维码",
    re.IGNORECASE,
)
_EDGE = " \t,.，。、;；:：·*|/\\-~()[]<>《》\"'"
_HAN_LATIN = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s+(?=[A-Z][A-Za-z]+ )|(?<=[A-Za-z.])\s+(?=[\u3400-\u9fff\uac00-\ud7af]{2})"
)


def find_journal(segments: Segments) -> dict[str, Field]:
    """The journal's name by language, without year, volume and issue."""
    votes: dict[str, list[Witness]] = {}
    for passage in passages(segments):
        for found in (*_in_heads(passage), *_in_citations(passage), *_in_notes(passage)):
            language = name_language(found.value, segments.language)
            votes.setdefault(language, []).append(found)
    main = segments.language
    if main not in votes and main not in {"zh", "zh-Hant", "ja", "ko", "ru"} and len(votes.get("en", ())) > 1:
        votes = _parted(votes, main)
    settled = {language: settle(said, language) for language, said in votes.items()}
    return {language: field for language, field in settled.items() if field}


def _parted(votes: dict[str, list[Witness]], main: str) -> dict[str, list[Witness]]:
    """Two Latin-script names of which neither shows its language: the first is in the document's own."""
    names = list(dict.fromkeys(w.value for w in votes["en"]))
    if len(names) < 2:
        return votes
    own = [w for w in votes["en"] if w.value == names[0]]
    return votes | {main: own, "en": [w for w in votes["en"] if w.value != names[0]]}


def name_language(name: str, main: str) -> str:
    """The language of a journal's name, given the document's main language."""
    if re.search(r"[\uac00-\ud7af]", name):
        return "ko"
    if re.search(r"[\u3400-\u9fff\u3040-\u30ff]", name):
        return main if main in {"zh", "zh-Hant", "ja"} else "zh"
    if re.search(r"[\u0400-\u04ff]", name):
        return "ru"
    known = languages()
    if main == "en" or main not in known or "Latin" not in known[main].scripts:
        return "en"
    words = set(re.findall(r"[^\W\d_]+", name.casefold()))
    own = len(words & set(known[main].function_words)) + bool(re.search(r"[À-ÖØ-öø-ÿœßŒ]", name))
    english = len(words & set(known["en"].function_words))
    return main if own > english else "en"


def _in_heads(passage: Passage) -> Iterator[Witness]:
    if passage.zone is not Zone.HEAD:
        return
    for line in split_lines(passage):
        said = statements(line.text)
        for start, end, before, after in _chunks(line.text, said):
            name = line.raw[start:end]
            begin, name = _name(name, from_right=before)
            if not name:
                continue
            trust = 0.9 if before else 0.85 if after else 0.4
            trust = min(trust + (0.05 if _WORDS.search(name) else 0.0), 0.94)
            if line.later:
                trust *= 0.9
            yield witness(line, (start + begin, start + begin + len(name)), name, trust)


def _chunks(text: str, said: list[Statement]) -> Iterator[tuple[int, int, bool, bool]]:
    """Spans that are neither statement nor number nor address: (start, end, statement follows, statement precedes)."""
    cuts = [(s.start, s.end, True) for s in said]
    cuts += [(d.start, d.end, False) for d in dois_in(text)]
    for match in _NOISE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in cuts):
            cuts.append((*match.span(), False))
    cuts += [(*m.span(), False) for m in _HAN_LATIN.finditer(text)] + [
        (*m.span(), False) for m in re.finditer(r" {3,}", text)
    ]
    at, preceded = 0, False
    for start, end, statement in [*sorted(cuts), (len(text), len(text), False)]:
        if start > at and text[at:start].strip(_EDGE):
            yield at, start, statement, preceded
        at, preceded = max(at, end), statement or (preceded and not text[at:start].strip(_EDGE))


def _name(chunk: str, *, from_right: bool) -> tuple[int, str]:
    """The name in a chunk, and where it begins; an empty name where there is none."""
    begin, end = 0, len(chunk)
    if from_right and (
        tail := re.search(
            r"(?:(?<=\s)|^)(?:[^\W\d_][^\s\d]*|&)(?:\s+(?:[(&]?[^\W\d_][^\s\d]*|&))*[\s,.;:，]*$", chunk
        )
    ):
        begin = tail.start()
    while begin < end and chunk[begin] in _EDGE:
        begin += 1
    while end > begin and chunk[end - 1] in _EDGE and not (chunk[end - 1] == ")" and "(" in chunk[begin:end]):
        end -= 1
    name = chunk[begin:end]
    han = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", name))
    letters = len(re.findall(r"[^\W\d_]", name))
    if (
        _NOT_A_NAME.search(name)
        or (han < 3 and letters - han < 6)
        or len(name) > 110
        or letters < 0.7 * len(name.replace(" ", ""))
    ):
        return 0, ""
    return begin, name


def _in_citations(passage: Passage) -> Iterator[Witness]:
    if passage.zone is not Zone.CITATION and "[J" not in passage.text:
        return
    for match in _CITED.finditer(passage.text):
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span("name"))]).strip(_EDGE)
        if re.search(r"[\u3400-\u9fff]", name):
            name = name.replace(" ", "")
        if len(name) >= 3:
            trust = 0.92 if passage.zone is Zone.CITATION else 0.6
            yield witness(passage, match.span("name"), name, trust)


def _in_notes(passage: Passage) -> Iterator[Witness]:
    for match in _OFFICE.finditer(passage.text):
        group = "zh" if match["zh"] else "en"
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span(group))]).strip(_EDGE)
        yield witness(passage, match.span(group), name, 0.8)
