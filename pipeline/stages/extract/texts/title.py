"""The title in each language that the pages print it in."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.languages.labels import article_key, article_types
from pipeline.languages.scripts import Script, language_of, main_script, script_of
from pipeline.languages.suspects import is_never
from pipeline.languages.told import CHAPTER, open_end, title_label
from pipeline.languages.writing import join_lines
from pipeline.records.article import Field
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract.place import whole_field
from pipeline.stages.extract.scope import place_of
from pipeline.stages.extract.texts.headed import headed

_MARKS = re.compile(r"(?:\s*[*＊∗⁎⋆✱△▲☆★※†‡#＃◇◆●○§①②✩✻])+$")
_RAISED = re.compile(r"\s*[¹²³⁴⁵](?=$)")
_BRACKETS = frozenset("(（[［「")
"""What begins a line that goes on with a title, whatever its script."""
_OWN = 8
"""Letters of the title in each of two scripts at least; a Han or Kana counts for two."""
_ALIKE, _APART = 0.95, 1.5
"""Heights of the lines of one title, the smaller to the larger, at least; white between them, in heights, at most."""
_ENDS = frozenset(".。!！?？")
_STOPS = frozenset(":.!?：。！？-–—")
_SUBTITLE, _UNDER, _SAID = (0.5, 0.95), 2.0, 3
"""Heights of the lines of a subtitle to those of its title; white above it, in heights, at most; and its words at least."""
_PEOPLED = 1.5
"""How much larger the type of another line must be to outweigh people that follow a title."""
_ABOVE = 1.2
"""How much larger the type of a later line must be to outweigh the first one."""
_RUBRIC = 0.65
"""Height of a rubric to that of the title below it at most, where nothing but its capitals tells it."""
_BRACKETED = re.compile(r"[(（\[]\s*([^()（）\[\]]{4,40}?)[\s¹²³⁴⁵*†]*[)）\]][\s¹²³⁴⁵*†]*")
_TAG = re.compile(r"^\s*[·•・]\s*[^·•・]{2,12}\s*[·•・]\s*(?=\S)")


def find_titles(segments: Segments) -> dict[str, Field]:
    """The title by language, without footnote marks: the one in the largest type, above all where people follow."""
    found: dict[str, Field] = {}
    titles = [part for s in segments.of(Role.TITLE) for part in _by_script(s, segments.language)]
    for segment in sorted(
        _joined(titles, _following(segments)), key=lambda s: -_height(s) * _weight(s, segments)
    ):
        value = clean_title(_below_rubric(segment))
        if segment.language not in found and value and not is_never("title", value):
            found[segment.language] = whole_field(value, segment.language, [segment])
    return found | _over_abstracts(segments, found)


def _by_script(title: Segment, main: str) -> list[Segment]:
    """A title whose lines change once from one script to another as the titles of two languages, each in its own.

    Latin lines that hold letters of the other script as well go on with one title: `И АЛГОРИТМА UNIT SELECTION`.
    """
    scripts = [main_script(line.text) for line in title.lines]
    cuts = [n for n in range(1, len(scripts)) if scripts[n] is not scripts[n - 1]]
    if len(cuts) != 1 or Script.LATIN not in scripts or None in scripts:
        return [title]
    if title.lines[cuts[0]].text.lstrip()[:1] in _BRACKETS:
        return [title]
    parts = [title.lines[: cuts[0]], title.lines[cuts[0] :]]
    if any(sum(_says(c) for line in part for c in line.text) < _OWN for part in parts):
        return [title]
    latin, other = sorted(parts, key=lambda part: main_script(part[0].text) is not Script.LATIN)
    native = main_script(other[0].text)
    if any(script_of(c) is native for line in latin for c in line.text):
        return [title]
    return [
        title.model_copy(
            update={
                "text": (text := join_lines(line.text for line in part)),
                "lines": part,
                "language": language_of(text, main),
            }
        )
        for part in parts
    ]


def _says(char: str) -> int:
    return char.isalpha() + (script_of(char) in {Script.HAN, Script.KANA})


def _following(segments: Segments) -> set[int]:
    """The first lines, by identity, of the titles that stand right behind another."""
    pairs = pairwise(s for s in segments.segments if not s.garbled)
    return {id(b.lines[0]) for a, b in pairs if a.role is Role.TITLE and b.role is Role.TITLE and b.lines}


def _joined(titles: list[Segment], following: set[int]) -> list[Segment]:
    """The titles, lines that were set far apart, and a subtitle right under its title, as one."""
    found: list[Segment] = []
    for title in titles:
        upper = found[-1] if found else None
        if upper and _title_goes_on(upper, title):
            found[-1] = _with_lines(
                upper, title, join_lines(line.text for line in (*upper.lines, *title.lines))
            )
        elif upper and title.lines and id(title.lines[0]) in following and _is_subtitle(upper, title):
            sign = " " if upper.text.rstrip()[-1:] in _STOPS else ": "
            found[-1] = _with_lines(upper, title, upper.text.rstrip() + sign + title.text)
        else:
            found.append(title)
    return found


def _with_lines(upper: Segment, lower: Segment, text: str) -> Segment:
    """Two titles as one with a text."""
    lines = (*upper.lines, *lower.lines)
    return upper.model_copy(update={"text": text, "lines": lines, "bbox": upper.bbox.union(lower.bbox)})


def _title_goes_on(upper: Segment, lower: Segment) -> bool:
    if not upper.lines or not lower.lines or (upper.page, upper.language) != (lower.page, lower.language):
        return False
    one, two = upper.lines[-1].bbox, lower.lines[0].bbox
    height = max(one.height, two.height, 1)
    alike = min(one.height, two.height) > _ALIKE * height and 0 <= two.top - one.bottom < _APART * height
    axis = (
        abs((one.left + one.right) - (two.left + two.right)) < height or abs(one.left - two.left) < height / 2
    )
    return alike and axis and upper.text.rstrip()[-1:] not in _ENDS


def _is_subtitle(upper: Segment, lower: Segment) -> bool:
    """Whether a title in smaller type, on the axis or at the edge of the one right above it, is what that one is about."""
    if not upper.lines or not lower.lines or (upper.page, upper.language) != (lower.page, lower.language):
        return False
    one, two = upper.lines[-1].bbox, lower.lines[0].bbox
    smaller = _SUBTITLE[0] * one.height < two.height < _SUBTITLE[1] * one.height
    near = -0.2 * one.height < two.top - one.bottom < _UNDER * one.height
    axis = (
        abs((one.left + one.right) - (two.left + two.right)) < one.height
        or abs(one.left - two.left) < one.height / 2
    )
    said = (
        len(lower.text.split()) >= _SAID
        and lower.text[:1].isupper()
        and lower.text.rstrip()[-1:] not in ".;,"
    )
    open_word = open_end().search(upper.text.rstrip())
    return smaller and near and axis and said and not open_word and not is_never("title", lower.text)


def _over_abstracts(segments: Segments, found: dict[str, Field]) -> dict[str, Field]:
    """The titles that stand only between the label of an abstract and its text."""
    over: dict[str, Field] = {}
    for segment in segments.of(Role.ABSTRACT):
        title, _ = headed(segment)
        if title and segment.language not in found | over and (value := clean_title(title.text)):
            over[segment.language] = whole_field(value, segment.language, [title])
    return over


def _below_rubric(segment: Segment) -> str:
    """The text without first lines that say what kind of article it is (`Research Article`) or count chapters, or a last one in brackets.

    So does a line in capitals over a title in small letters and much larger type.
    """
    text, *below = [segment.text, *(line.text for line in segment.lines[1:])]
    for line, title in pairwise(segment.lines):
        rubric = line.text.strip()
        set_off = rubric.isupper() and line.bbox.height < _RUBRIC * title.bbox.height
        told = article_key(rubric) in article_types() or CHAPTER.fullmatch(rubric)
        if not (told or (set_off and not title.text.isupper())) or not text.startswith(rubric):
            break
        text = text[len(rubric) :].lstrip()
    last = below[-1].strip() if below else ""
    kind = _BRACKETED.fullmatch(last)
    if kind and article_key(kind[1]) in article_types() and text.endswith(last):
        text = text[: -len(last)].rstrip()
    return text


def _height(title: Segment) -> float:
    """The height of its lines in pixels; of their boxes, the middle one."""
    heights = sorted(line.bbox.height for line in title.lines)
    return heights[len(heights) // 2] if heights else 0


def _weight(title: Segment, segments: Segments) -> float:
    """What the size of its type counts for, by where it stands: over people, or between them and the abstract.

    In a journal that prints the people first, what stands above them is its name or the section, and shorter.
    """
    if _parts_people_from_abstract(title, segments):
        return _PEOPLED**2
    if _leads_to_people(title, segments):
        return _PEOPLED
    first = next((s for s in segments.of(Role.TITLE) if s.language == title.language), title)
    return _ABOVE if first.lines[:1] == title.lines[:1] else 1


def _parts_people_from_abstract(title: Segment, segments: Segments) -> bool:
    """Whether people stand before it, its abstract right after, and only shorter titles in its language before."""
    at = place_of(title, segments)
    before = [s for s in segments.segments[:at] if not s.garbled and s.language == title.language]
    after = next((s for s in segments.segments[at + 1 :] if not s.garbled), None)
    led = after is not None and after.role is Role.ABSTRACT and after.language == title.language
    longer = any(s.role is Role.TITLE and len(s.text) >= len(title.text) for s in before)
    return led and any(s.role is Role.AUTHORS for s in before) and not longer


def _leads_to_people(title: Segment, segments: Segments) -> bool:
    """Whether the authors in the same language come next, and no other title of that language before them."""
    at = place_of(title, segments)
    own = {id(line) for line in title.lines}
    for near in segments.segments[at + 1 : at + 4]:
        if near.garbled or near.language != title.language:
            continue
        if near.role is Role.TITLE and not any(id(line) in own for line in near.lines):
            return False
        if near.role is Role.AUTHORS:
            return True
    return False


def clean_title(text: str) -> str:
    """A title without the marks that lead to footnotes and without the tag that says what kind of article it is."""
    text = _TAG.sub("", title_label().sub("", text.strip()))
    text = _RAISED.sub("", _MARKS.sub("", text))
    return text.strip(" \u3000·•")
