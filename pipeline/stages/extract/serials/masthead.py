"""Names of journals in running heads and mastheads: beside the issue or the date, or by words such as Journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.languages.scripts import CAPITALS
from pipeline.languages.serials import page_words, says_serial, without_series
from pipeline.languages.told import open_end
from pipeline.records.text import Line
from pipeline.stages.extract.calendar import month_pattern, months_in
from pipeline.stages.extract.codes.doi import dois_in
from pipeline.stages.extract.passages import Passage, Zone, split_lines
from pipeline.stages.extract.serials.cited import without_place
from pipeline.stages.extract.serials.head_names import EDGE, chunks, is_name, name_in, on_one_line
from pipeline.stages.extract.serials.statements import Statement, numbered_issues, statements
from pipeline.stages.extract.witness import Witness, witness

_WORDS = re.compile(
    r"杂志|雜誌|学报|學報|學誌|学会誌|雑誌|학회지|저널|journal|zeitschrift|revue|annal|archiv|revista|вестник|журнал|acta|bulletin",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"[,，]\s*等|\bet al\b|^[^\d]{2,4}等[:.]", re.IGNORECASE)
_LED = re.compile(rf"^[^\d\[(]{{2,70}}?\bet al\b\.?[\s,:;|/]*(?=[{CAPITALS}])", re.IGNORECASE)
"""The authors before the name: `Agyeman et al. Journal of Trauma 2010, 4:1`."""
_STROKE, _STROKES = re.compile(r"\s[I|]\s"), 2
_MEETING = re.compile(r"[A-Z][A-Z-]{2,}[\w’'-]*(?:\s?’?\d\d|\s(?:19|20)\d\d)")
"""A meeting by its letters and its year: `TALN 1998`."""
_HELD = re.compile(rf"(?P<name>[{CAPITALS}][\w’'-]{{3,}}\s(?:19|20)\d\d)\s?[,–—-]\s?\D{{3,60}}$")
"""A meeting by its name and year, before the session and the town: `Récital 2001, Tours`."""
_PROCEEDINGS = re.compile(
    r"^\W*(?:anais|actas|actes|atti|proceedings|tagungsband|труды|сборник|материалы|матеріали|збірник)\b|論文集|논문집|论文集",
    re.IGNORECASE,
)
_VOLUME = 0.88
"""How far the name of the volume in which a meeting's papers stand is trusted, beside the meeting's own."""
_IN_QUOTES = re.compile(r"[«“„\"](?P<name>[^«»“”„\"]{5,100})[»”“\"]")
_SENTENCE = re.compile(r"[。．.?!]\s*\S|[다요]\.$|。$")
_BEHIND = 0.9
"""How much less a name is trusted that has another before the issue in its line."""
_LEAST = 4
"""Letters of a name in a spelt script that stands beside the issue (`ROBOT`); elsewhere names are longer."""
_PITCH = 2.2
"""From the top of one line of a name to that of the next, in heights, at most."""
_NEAR = 1.8
"""Line heights between the middles of lines of one masthead."""
_TELLING, _ALONE, _UNDATED, _ALONE_UNDATED = 0.6, 0.84, 0.5, 0.79
"""How far a name with a word such as Journal is trusted beside other text in a dated head and on a line of its own; the same where no
head is dated."""


def in_heads(passage: Passage, *, dated: bool, band: Sequence[Line] = ()) -> Iterator[Witness]:
    """Names in a head; `dated` says that some head of the document states an issue, so that this may be a masthead.

    `band` are the lines of the masthead that state it: what stands beside them is more likely the name.
    """
    if passage.zone is not Zone.HEAD:
        return
    lines = [_with_commas(line) for line in split_lines(passage)]
    beside = any(_only_states(line.text) for line in lines)
    for line in _joined_lines(lines):
        after = beside or (not line.later and _is_near(line, band))
        led = _LED.match(line.text)
        if _AUTHORS.search(line.text) and not led:
            continue
        named = list(_quoted(line)) or list(_series(line))
        yield from named or _in_line(line, led.end() if led else 0, after=after, dated=dated)


def _in_line(line: Passage, behind: int, *, after: bool, dated: bool) -> Iterator[Witness]:
    """The names in a line, from a place on; behind authors only what the issue follows."""
    found = list(chunks(line.text, _said(line.text)))
    led = any(before for _, _, before, _ in found)
    for opens, end, before, follows in found:
        if end <= behind or (behind and not before):
            continue
        start = max(opens, behind)
        begin, name = name_in(
            line.raw[start:end], from_right=before, least=_LEAST if before or after else None
        )
        if not name or line.raw[: start + begin].rstrip().endswith("©"):
            continue
        trust = _trust(name, before=before, after=follows or after, dated=dated)
        if trust in {_TELLING, _UNDATED} and name.strip() == line.raw.strip():
            trust = _ALONE if dated else _ALONE_UNDATED
        if line.later:
            trust *= 0.9
        if led and not before:
            trust *= _BEHIND
        if re.search(r"(?<!\S)[A-Za-z]+\d[A-Za-z]+\s$", line.text[: start + begin]):
            trust *= 0.6
        if trust:
            whole = without_place(on_one_line(name)) if before else without_series(on_one_line(name))
            yield witness(line, (start + begin, start + begin + len(name)), whole, trust)


def mastheads(read: Sequence[Passage]) -> list[Line]:
    """The lines of heads on the first page that state the issue or its month."""
    return [
        line.lines[0]
        for passage in read
        if passage.zone is Zone.HEAD and not passage.later
        for line in split_lines(passage)
        if line.lines and _said(line.text)
    ]


def _said(text: str) -> list[Statement]:
    """What a head says of the issue; a month with its year, or the number of an issue alone, are told as well."""
    found = statements(text)
    dates = [Statement(start, end, date[:4]) for date, start, end in months_in(text)]
    alone = [Statement(*match.span()) for match in numbered_issues(text)]
    for more in (*dates, *alone):
        met = [one for one in found if one.start < more.end and more.start < one.end]
        if met:
            whole = replace(met[0], start=min(met[0].start, more.start), end=max(met[0].end, more.end))
            found[found.index(met[0])] = whole
        else:
            found.append(more)
    return sorted(found, key=lambda said: said.start)


def _is_near(line: Passage, band: Sequence[Line]) -> bool:
    """Whether a line stands in the row of one of these or in the next."""
    boxes = [one.bbox for one in line.lines]
    return any(
        abs(box.top + box.bottom - one.bbox.top - one.bbox.bottom) <= 2 * _NEAR * max(box.height, 1)
        for box in boxes
        for one in band
    )


def _with_commas(line: Passage) -> Passage:
    """A line with strokes between its parts, also those read as `I`, as commas."""
    if len(_STROKE.findall(line.text)) < _STROKES:
        return line
    return replace(line, text=_STROKE.sub(",  ", line.text), raw=_STROKE.sub(",  ", line.raw))


def _joined_lines(lines: Sequence[Passage]) -> Iterator[Passage]:
    """The lines; one that ends in a small word or an `&` goes on in the next: `REVISTA DE MÉTODOS PARA LA / ECONOMÍA`.

    So does one above a line that begins in a small letter: `Journal of the Northern / cooperation of Ferns`.
    """
    taken: set[int] = set()
    for n, line in enumerate(lines):
        if id(line) in taken:
            continue
        plain = line.text.rstrip()
        following = lines[n + 1] if n + 1 < len(lines) else None
        under = next((one for one in lines[n + 1 : n + 3] if _goes_on(line, one)), None)
        if following is not None and not under and not (open_end().search(plain) or plain.endswith(" &")):
            following = None
        following = under or following
        if following is not None:
            start = len(line.text) + 1
            yield replace(
                line,
                text=f"{line.text} {following.text}",
                raw=f"{line.raw} {following.raw}",
                lines=(*line.lines, *following.lines),
                starts=(0, start),
            )
            taken.add(id(following))
        else:
            yield line


def _goes_on(line: Passage, below: Passage) -> bool:
    """Whether a line right below another, at its edge, is words alone of which the first begins in a small letter."""
    said = below.text.strip()
    words = said[:1].islower() and all(char.isalpha() or char.isspace() for char in said)
    if not words or not line.lines or not below.lines or not says_serial(line.text):
        return False
    one, two = line.lines[-1].bbox, below.lines[0].bbox
    near = 0 <= two.top - one.top < _PITCH * one.height and abs(one.left - two.left) < one.height
    return near and line.text.rstrip()[-1:].isalpha()


def _quoted(line: Passage) -> Iterator[Witness]:
    """The name in quotation marks behind a word such as journal: `Научный журнал «Садовод»`, `Revista “Jardines”`."""
    for match in _IN_QUOTES.finditer(line.raw):
        name = match["name"].strip()
        if says_serial(line.raw[: match.start("name")]) and is_name(name):
            yield witness(line, match.span("name"), name, _ALONE * (0.9 if line.later else 1))


def _series(line: Passage) -> Iterator[Witness]:
    """The name of a meeting or a series in a line of its own: `TALN 1998, 10-12 juin 1998`, `湖沼学会第12回全国大会`."""
    if line.later and not says_serial(line.text):
        return
    if statements(line.text) or dois_in(line.text):
        return
    text = line.raw.strip(EDGE + "–—")
    name, *days = _days().split(text)
    name = _closed(name.strip(EDGE + "–—"), line.raw)
    if days and (held := _HELD.fullmatch(name)):
        name = held["name"]
    name = re.sub(r"^(?:19|20)\d\d\s?(?:年度?|년도?)\s*", "", without_place(name))
    meeting = _MEETING.fullmatch(name) or (days and _HELD.fullmatch(f"{name}, ..."))
    if not meeting and not (
        says_serial(name) and not _WORDS.search(name) and is_name(re.sub(r"\d", "", name))
    ):
        return
    if _SENTENCE.search(name):
        return
    han = re.search(r"[\u3040-\u30ff\u3400-\u9fff]", name)
    value = re.sub(r"(?<=[\u3040-\u9fff])\s(?=\S)|(?<=\S)\s(?=[\u3040-\u9fff])", "", name) if han else name
    start = line.raw.find(name)
    trust = (_VOLUME if _PROCEEDINGS.search(name) else _ALONE) * (0.9 if line.later else 1)
    yield witness(line, (max(start, 0), max(start, 0) + len(name)), value, trust)


def _closed(name: str, raw: str) -> str:
    """A name with the bracket that closes the one it opens, where that follows it: `Congresso de Jardins (CJ 2017)`."""
    return f"{name})" if name.count("(") > name.count(")") and f"{name})" in raw else name


@cache
def _days() -> re.Pattern[str]:
    """Days and pages behind the name of a meeting: `, 10-12 juin 1998, p. 102`."""
    names = month_pattern()
    return re.compile(
        rf"[\s,(]+\d{{1,2}}\s?[-–]\s?\d{{1,2}}\.?\s+(?:de\s+)?(?:{names})\b|[\s,(]+(?:{names})\b\.?\s*\d|[\s,]+(?:{page_words()})\s*\d",
        re.IGNORECASE,
    )


def _only_states(text: str) -> bool:
    """Whether a line of a masthead says nothing but the issue."""
    said = _said(text)
    return bool(said) and not any(
        name_in(text[a:b], from_right=False)[1] for a, b, _, _ in chunks(text, said)
    )


def _trust(name: str, *, before: bool, after: bool, dated: bool) -> float:
    """How far a name can be trusted by the statement of the issue beside it, and by words such as Journal."""
    telling = bool(_WORDS.search(name) or says_serial(name))
    if before or after:
        return min((0.9 if before else 0.85) + 0.05 * telling, 0.94)
    return (_TELLING if dated else _UNDATED) if telling else 0.3 if dated else 0.0
