"""The journal's name in each language: from running heads, mastheads and citation footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.languages import languages
from pipeline.languages.families import CHINESE, ENGLISH, family
from pipeline.languages.labels import article_key, article_types
from pipeline.languages.scripts import Script, language_of, script_counts, script_of
from pipeline.records.article import Field
from pipeline.records.segment import Segments
from pipeline.stages.extract.doi import dois_in
from pipeline.stages.extract.passages import Passage, Zone, passages, split_lines
from pipeline.stages.extract.statements import Statement, statements
from pipeline.stages.extract.witness import Witness, settle, witness

_NOISE = re.compile(
    r"https?\s?:?\s?/+\s?\S+|www\.\S+|(?:e-?mail\s?:?\s?)?\S+@\S+|(?:tel|fax|电话)\s?[:.]?\s?[\d-]+"
    r"|[ep]?-?issn\s?[:.]?\s?[\dOolI]{4}-?[\dOolI]{3}[\dXx]|CN\s?\d\d-\d{4}(?:/[A-Z]+\d*)?"
    r"|(?<![\w-])[eE]?\d{1,6}(?:\s?-\s?[eE]?\d{1,6})?(?![\w-])|·[^·\d]{2,20}·|(?<!\w)[\d*·|]+(?!\w)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\[\s*[JＪ](?:/OL)?\s*\]\s*[.,:]?\s*(?P<name>[^\[\],;。]{2,120}?)\s*[,.，]\s*(?=(?:19|20)\d\d)",
    re.DOTALL,
)
_TITLE_CASE = r"[A-Z][^\W\d_]+(?: [^\W\d_]+){0,9}"
_OFFICE = re.compile(
    r"《(?P<zh>[^》]{2,30})》\s*(?:杂志社|编辑部|編輯部|编委会)"
    rf"|Editorial (?:Office|Board) of (?P<office>{_TITLE_CASE})(?=\s?[.,;]|\s*$)"
    rf"|©\s?(?P<open>{_TITLE_CASE})(?=\s?,\s?(?:OA|open access))"
)
"""Who holds the rights: the editorial office of a journal, or an open-access journal itself."""
_WORDS = re.compile(
    r"杂志|雜誌|学报|學報|學誌|学会誌|雑誌|학회지|저널|journal|zeitschrift|revue|annal|archiv|revista|вестник|журнал|acta|bulletin",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"等\s*[.:。]|等$|\bet al\b|[?!？！]|基金|收稿|作者|摘要|关键词|\babstract\b|编辑部|copyright|©|扫码|二维码|[分类類标標识識志]号|[识識标標志]码|文章编号",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"[,，]\s*等|\bet al\b|^[^\d]{2,4}等[:.]", re.IGNORECASE)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.&() -]{3,90}[,;:. ]*")
_VANCOUVER = re.compile(
    r"(?<!\w\.)(?<=[^\W\d_]{3}[.?!]\s)(?P<name>[^\W\d_][^.?!;\[\]]{4,90}?)\.?\s*(?=(?:19|20)\d\d\s?[;,]\s?\d+\s?[(:])"
)
"""The name in a citation such as `Title. Name of the journal. 2022;17(3):45-53`."""
_TELLING, _ALONE = 0.6, 0.82
"""How far a name with a word such as Journal is trusted beside other text in a dated head, and on a line of its own."""
_EDGE = " \t,.，。、;；:：·*|/\\-~()[]<>《》\"'"
_HAN_LATIN = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s+(?=[A-Z][A-Za-z]+ )|(?<=[A-Za-z.])\s+(?=[\u3400-\u9fff\uac00-\ud7af]{2})"
)


def find_journal(segments: Segments) -> dict[str, Field]:
    """The journal's name by language, without year, volume and issue."""
    read = passages(segments)
    dated = any(statements(p.text) for p in read if p.zone is Zone.HEAD)
    votes: dict[str, list[Witness]] = {}
    for passage in read:
        for found in (*_in_heads(passage, dated=dated), *_in_citations(passage), *_in_notes(passage)):
            language = name_language(found.value, segments.language)
            votes.setdefault(language, []).append(found)
    votes = _parted(votes, segments.language)
    settled = {
        language: settle(_one_case(said), language, about="journal") for language, said in votes.items()
    }
    return {language: field for language, field in settled.items() if field}


def _one_case(votes: list[Witness]) -> list[Witness]:
    """The witnesses, those that print a name in capitals speaking for the same name in mixed letters, if one does."""
    mixed = {w.value.casefold(): w.value for w in votes if not w.value.isupper()}
    return [replace(w, value=mixed.get(w.value.casefold(), w.value)) for w in votes]


def _parted(votes: dict[str, list[Witness]], main: str) -> dict[str, list[Witness]]:
    """Names in Latin script of which none shows the document's own Latin-script language: the first is in it."""
    if main in votes or ENGLISH not in votes or family(main) != Script.LATIN:
        return votes
    first = votes[ENGLISH][0].value
    own = [w for w in votes[ENGLISH] if w.value == first]
    rest = [w for w in votes[ENGLISH] if w.value != first]
    return {main: own} | ({ENGLISH: rest} if rest else {})


def name_language(name: str, main: str) -> str:
    """The language of a journal's name, given the document's main language."""
    written = script_counts(name)
    for script in (Script.HANGUL, Script.CYRILLIC):
        if script in written and not {Script.HAN, Script.KANA} & set(written):
            return language_of("".join(c for c in name if script_of(c) is script), main)
    if {Script.HAN, Script.KANA} & set(written):
        return main if family(main) == Script.HAN else CHINESE
    known = languages()
    if main == ENGLISH or family(main) != Script.LATIN:
        return ENGLISH
    words = set(re.findall(r"[^\W\d_]+", name.casefold()))
    own = len(words & set(known[main].function_words)) + bool(re.search(r"[À-ÖØ-öø-ÿœßŒ]", name))
    english = len(words & set(known[ENGLISH].function_words))
    return main if own > english else ENGLISH


def _in_heads(passage: Passage, *, dated: bool) -> Iterator[Witness]:
    """Names in a head; `dated` says that some head of the document states an issue, so that this may be a masthead."""
    if passage.zone is not Zone.HEAD:
        return
    lines = split_lines(passage)
    beside = any(_only_states(line.text) for line in lines)
    for line in lines:
        if _AUTHORS.search(line.text):
            continue
        said = statements(line.text)
        for start, end, before, after in _chunks(line.text, said):
            name = line.raw[start:end]
            begin, name = _name(name, from_right=before)
            if not name:
                continue
            trust = _trust(name, before=before, after=after or beside, dated=dated)
            if trust == _TELLING and name.strip() == line.raw.strip():
                trust = _ALONE
            if line.later:
                trust *= 0.9
            if re.search(r"(?<!\S)[A-Za-z]+\d[A-Za-z]+\s$", line.text[: start + begin]):
                trust *= 0.6
            if trust:
                yield witness(line, (start + begin, start + begin + len(name)), _on_one_line(name), trust)


def _only_states(text: str) -> bool:
    """Whether a line of a masthead says nothing but the issue."""
    said = statements(text)
    return bool(said) and not any(_name(text[a:b], from_right=False)[1] for a, b, _, _ in _chunks(text, said))


def _trust(name: str, *, before: bool, after: bool, dated: bool) -> float:
    """How far a name can be trusted by the statement of the issue beside it, and by words such as Journal."""
    telling = bool(_WORDS.search(name))
    if before or after:
        return min((0.9 if before else 0.85) + 0.05 * telling, 0.94)
    return (_TELLING if dated else 0.5) if telling else 0.3 if dated else 0.0


def _chunks(text: str, said: list[Statement]) -> Iterator[tuple[int, int, bool, bool]]:
    """Spans that are neither statement nor number nor address: (start, end, statement follows, statement precedes)."""
    cuts = [(s.start, s.end, True) for s in said]
    cuts += [(d.start, d.end, False) for d in dois_in(text)]
    for match in _NOISE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in cuts):
            cuts.append((*match.span(), False))
    names = [m.span() for m in _HAN_LATIN.finditer(text)]
    cuts += [(*span, _followed(text, span[1], said)) for span in names]
    cuts += [(*m.span(), False) for m in re.finditer(r" {3,}", text)]
    at, preceded = 0, False
    for start, end, statement in [*sorted(cuts), (len(text), len(text), False)]:
        if start > at and text[at:start].strip(_EDGE):
            yield from _apart(text, at, start, follows=statement, precedes=preceded)
        at, preceded = max(at, end), statement or (preceded and not text[at:start].strip(_EDGE))


def _followed(text: str, start: int, said: list[Statement]) -> bool:
    """Whether a name in Latin letters that begins here is followed by the issue: then so is the Han name before it."""
    following = next((s for s in said if s.start >= start), None)
    return following is not None and bool(_LATIN_NAME.fullmatch(text[start : following.start]))


def _foreign(text: str) -> bool:
    """Whether a text has small words of another Latin-script language than English."""
    known = languages()
    small = {w for code, found in known.items() if code != ENGLISH for w in found.function_words}
    return bool(set(text.casefold().split()) & (small - set(known[ENGLISH].function_words)))


def _apart(
    text: str, start: int, end: int, *, follows: bool, precedes: bool
) -> Iterator[tuple[int, int, bool, bool]]:
    """A chunk, or its two names where a journal's name follows another's: `... und Hepatologie Journal of ...`."""
    second = re.search(
        r"(?<=[^\W\d_]{4} )(?:Journal|Annals|Archives|Review|Bulletin|Acta) (?:of|for)\b", text[start:end]
    )
    if not second or not _foreign(text[start : start + second.start()]):
        yield start, end, follows, precedes
        return
    yield start, start + second.start(), False, precedes or follows
    yield start + second.start(), end, follows, False


@cache
def _month_words() -> frozenset[str]:
    return frozenset(name for found in languages().values() for names in found.months for name in names)


def _without_months(chunk: str) -> tuple[int, int]:
    """Where a chunk begins and ends without the names of months at its edges."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+", chunk)]
    while words and chunk[slice(*words[-1])].casefold() in _month_words():
        words.pop()
    while words and chunk[slice(*words[0])].casefold() in _month_words():
        words.pop(0)
    if not words:
        return 0, 0
    end = words[-1][1]
    start = words[0][0]
    closing = chunk[end : end + 1] in {")", "）"} and re.search("[(（]", chunk[start:end])
    return start, end + (1 if closing else 0)


@cache
def _labels() -> frozenset[str]:
    """Every label that may stand in a head by itself, without spaces."""
    return frozenset(
        re.sub(r"\s", "", label)
        for found in languages().values()
        for labels in found.labels.values()
        for label in labels
    )


def _on_one_line(name: str) -> str:
    """A name with a space after a small word that runs into the next (`fürKlinische`), and none between Han."""
    small = "|".join(
        sorted({w for found in languages().values() for w in found.function_words}, key=len, reverse=True)
    )
    name = re.sub(r"(?<=[a-z]{2})I\b", "l", name)
    name = re.sub(rf"\b({small})(?=[A-ZÄÖÜÉ][a-zäöüß])", r"\1 ", name)
    return re.sub(r"(?<=[\u3040-\u30ff\u3400-\u9fff])\s+(?=[\u3040-\u30ff\u3400-\u9fff])", "", name)


def _name(chunk: str, *, from_right: bool) -> tuple[int, str]:
    """The name in a chunk, and where it begins; an empty name where there is none."""
    begin, end = 0, len(chunk)
    if from_right and (
        tail := re.search(
            r"(?:(?<=\s)|^)(?:[^\W\d_][^\s\d]*|&)(?:\s+(?:[(&]?[^\W\d_][^\s\d]*|&))*[\s,.;:，]*$", chunk
        )
    ):
        begin = tail.start()
    if year := re.search(r"[\s,，]*(?=\S*\d\S*\d)[\dOolIZSB]{4}年?[\s,，]*$", chunk[begin:end]):
        end = begin + year.start()
    if own := re.search(r"[\u0400-\u04ff\uac00-\ud7af]", chunk[begin:end]):
        begin += own.start()
    left, right = _without_months(chunk[begin:end])
    begin, end = begin + left, begin + right
    name = chunk[begin:end]
    return (begin, name) if _is_name(name) else (0, "")


def _is_name(name: str) -> bool:
    """Whether a run of text can be a journal's name: long enough, mostly letters, no label, no sentence."""
    bare = re.sub(r"\s", "", name)
    han = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", name))
    letters = len(re.findall(r"[^\W\d_]", name))
    if _NOT_A_NAME.search(name) or name[:1].islower() or bare.casefold() in _labels():
        return False
    if all(article_key(part) in article_types() for part in re.split(r"[/|·]", bare)):
        return False
    return (han >= 3 or letters - han >= 6) and len(name) <= 110 and letters >= 0.7 * len(bare)


def _in_citations(passage: Passage) -> Iterator[Witness]:
    if passage.zone is not Zone.CITATION and "[J" not in passage.text:
        return
    for match in _VANCOUVER.finditer(passage.text) if passage.zone is Zone.CITATION else ():
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span("name"))]).strip(_EDGE)
        yield witness(passage, match.span("name"), name, 0.85)
    for match in _CITED.finditer(passage.text):
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span("name"))]).strip(_EDGE)
        if re.search(r"[\u3400-\u9fff]", name):
            name = name.replace(" ", "")
        if len(name) >= 3:
            trust = 0.92 if passage.zone is Zone.CITATION else 0.6
            yield witness(passage, match.span("name"), name, trust)


def _in_notes(passage: Passage) -> Iterator[Witness]:
    for match in _OFFICE.finditer(passage.text):
        group = match.lastgroup or CHINESE
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span(group))]).strip(_EDGE)
        yield witness(passage, match.span(group), name, 0.8)
