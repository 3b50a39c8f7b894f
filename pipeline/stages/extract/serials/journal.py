"""The journal's name in each language: from running heads, mastheads and citation footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.languages import languages
from pipeline.languages.families import CHINESE, ENGLISH, family
from pipeline.languages.scripts import Script, language_of, letters_alone, script_counts, script_of
from pipeline.languages.strangers import written_in
from pipeline.languages.suspects import is_never
from pipeline.records.article import Field
from pipeline.records.segment import Role, Segments
from pipeline.stages.extract.passages import Passage, Zone, passages
from pipeline.stages.extract.serials.cited import cited_names, repeats
from pipeline.stages.extract.serials.head_names import EDGE, is_name
from pipeline.stages.extract.serials.masthead import in_heads, mastheads
from pipeline.stages.extract.serials.statements import statements
from pipeline.stages.extract.witness import Witness, settle, witness

_SHORTEST = 3
"""Characters of the shortest name."""

_CITED = re.compile(
    r"\[\s*[JＪ](?:/OL)?\s*\]\s*[.,:]?\s*(?P<name>[^\[\],;。:]{2,120}?)\s*[,.，]\s*(?=(?:19|20)\d\d|https?:)",
    re.DOTALL,
)
_TITLE_CASE = r"[A-Z][^\W\d_]+(?: [^\W\d_]+){0,9}"
_OFFICE = re.compile(
    r"《(?P<zh>[^》]{2,30})》\s*(?:杂志社|编辑部|編輯部|编委会|网络首发论文)"
    rf"|Editorial (?:Office|Board) of (?P<office>{_TITLE_CASE})(?=\s?[.,;]|\s*$)"
    rf"|©\s?(?P<open>{_TITLE_CASE})(?=\s?,\s?(?:OA|open access))"
)
"""Who holds the rights: the editorial office of a journal, or an open-access journal itself."""

_FORM_LABEL = re.compile(r"(?:(?:英文|中文)?刊名|журнал|雑誌名)\s*[:：]|article\s+in\b", re.IGNORECASE)
_FORM = re.compile(
    r"^(?:(?:(?:英文|中文)?刊名|журнал|雑誌名)\s*[:：]|article\s+in(?=.*\s·\s))\s*"
    r"(?P<name>[^:：\n]{3,100}?)\s*(?:·.*|[.,，]\s*(?:19|20)\d\d\b.*)?$",
    re.IGNORECASE | re.MULTILINE,
)
"""How a form of a database names the journal."""
_OVER_SERIALS = re.compile(
    r"^(?P<name>[^\n:：]{3,100})\n(?=issn\s?\d{4}-\d{3}[\dx]\s?[,，]\s?CN\s?\d\d-\d{4})",
    re.IGNORECASE | re.MULTILINE,
)
"""The name over the two serial numbers of a Chinese journal, as the cover sheet of a first publication prints it."""
_REPRINT = re.compile(
    r"^(?:reprint(?:ed)? from|sonderdruck aus|separata de|extrait de|本文(?:刊于|刊載於|原载)|原载(?:于)?|转载自)\s*[:：]?\s*(?:the\s+)?(?=\S{4})",
    re.IGNORECASE,
)
"""What a reprint says before the name of its journal."""
_SUPPLEMENT = re.compile(r"(?<=[^\W\d_])[\s,.]+suppl(?:ement)?\b.*$", re.IGNORECASE)
"""A supplement behind the name, by its own name: `Rev Ejemplo Suppl Anexo`."""
_LEAST = 0.35
"""How sure a name must be to be given, if with a doubt."""
_LETTERS = re.compile(r"[A-Z][A-Z-]+")
"""A name of its first letters, which is in no language: then it is the one that the article is in."""
_MOST_OF = 0.6
"""The share of a title from which on a name within it is a piece of it."""


def find_journal(segments: Segments) -> dict[str, Field]:
    """The journal's name by language, without year, volume and issue."""
    read = passages(segments)
    titles = [s.text for s in segments.of(Role.TITLE)]
    band = mastheads(read)
    dated = bool(band) or any(statements(p.text) for p in read if p.zone is Zone.HEAD)
    votes: dict[str, list[Witness]] = {}
    for passage in read:
        for found in (
            *in_heads(passage, dated=dated, band=band),
            *_in_citations(passage, titles),
            *_in_notes(passage),
            *_in_forms(passage),
        ):
            if _FORM_LABEL.match(found.value) or is_never("journal", found.value):
                continue
            own = replace(found, value=_SUPPLEMENT.sub("", _REPRINT.sub("", found.value)))
            votes.setdefault(name_language(own.value, segments.language), []).append(own)
    votes = {code: said for code, said in votes.items() if max(w.reliability for w in said) > _LEAST}
    votes = _in_own_language(votes, segments.language)
    votes = {language: _without_titles(said, titles) for language, said in votes.items()}
    settled = {
        language: settle(_one_name(said), language, about="journal") for language, said in votes.items()
    }
    return {language: field for language, field in settled.items() if field and field.confidence >= _LEAST}


def _without_titles(votes: list[Witness], titles: Sequence[str]) -> list[Witness]:
    """The witnesses without those that print the article's title, as running heads of later pages do."""
    known = [letters_alone(title) for title in titles]
    return [w for w in votes if not _is_title(letters_alone(w.value), known)]


def _is_title(bare: str, titles: Sequence[str]) -> bool:
    return any(
        (bare in title and len(bare) > _MOST_OF * len(title)) or title in bare for title in titles if title
    )


def _one_name(votes: list[Witness]) -> list[Witness]:
    """The witnesses, with one spelling for a name: not in capitals, spaces and points apart, and whole where it is printed whole."""
    spelt: dict[str, str] = {}
    for vote in sorted(votes, key=lambda w: (w.value.isupper(), -w.reliability)):
        spelt.setdefault(letters_alone(vote.value), vote.value)
    cased = [replace(w, value=_behind_stroke(spelt[letters_alone(w.value)], spelt)) for w in votes]
    names = [w.value for w in cased]
    wholes = {whole for name in names if (whole := _whole(name, names)) != name}
    return [replace(w, value=_cut(_whole(w.value, names), wholes)) for w in cased]


def _behind_stroke(name: str, spelt: Mapping[str, str]) -> str:
    """The second of two names of one journal where it is printed alone too: `Shidi Xuebao/Journal of Mires`."""
    _, stroke, second = name.partition("/")
    return spelt.get(letters_alone(second), name) if stroke else name


def _cut(name: str, wholes: set[str]) -> str:
    """A name without what follows one of these names and a comma."""
    return next((whole for whole in wholes if name.startswith(whole + ",")), name)


def _whole(name: str, others: Sequence[str]) -> str:
    """The name that a name abbreviates, without the towns and publishers behind it; else the name itself."""
    for other in others:
        parts = other.split(",")
        for n in range(1, len(parts) + 1):
            if _abbreviates(name, whole := ",".join(parts[:n])):
                return whole
    return name


def _abbreviates(short: str, name: str) -> bool:
    """Whether every word of a name with points begins one of another, in order: `Econ. Soc.` is `Economia e Sociedade`."""
    if "." not in short or len(short) >= len(name):
        return False
    words = iter(re.findall(r"[^\W\d_]+", name.casefold()))
    return all(any(w.startswith(part) for w in words) for part in re.findall(r"[^\W\d_]+", short.casefold()))


def _in_own_language(votes: dict[str, list[Witness]], main: str) -> dict[str, list[Witness]]:
    """Names in Latin script of which none shows the document's own Latin-script language: the first is in it.

    The only name in the document's script is the one that its article stands under, though it be in a neighbour's
    language: a Russian article of a Ukrainian journal.
    """
    neighbours = [code for code in votes if family(code) == family(main)]
    if main not in votes and family(main) == Script.CYRILLIC and len(neighbours) == 1:
        return {main if code in neighbours else code: said for code, said in votes.items()}
    if main in votes or ENGLISH not in votes or family(main) != Script.LATIN:
        return votes
    first = votes[ENGLISH][0].value
    own = [w for w in votes[ENGLISH] if w.value == first]
    rest = [w for w in votes[ENGLISH] if w.value != first]
    return {main: own} | ({ENGLISH: rest} if rest else {})


def name_language(name: str, main: str) -> str:
    """The language of a journal's name, given the document's main language."""
    written = script_counts(name)
    for script in (Script.HANGUL, Script.CYRILLIC, Script.ARABIC):
        if script in written and not {Script.HAN, Script.KANA} & set(written):
            return language_of("".join(c for c in name if script_of(c) is script), main)
    if {Script.HAN, Script.KANA} & set(written):
        return main if family(main) == Script.HAN else CHINESE
    known = languages()
    if main == ENGLISH or written_in(main) != Script.LATIN:
        return ENGLISH
    if main not in known or _LETTERS.fullmatch(name):
        return main
    words = set(re.findall(r"[^\W\d_]+", name.casefold()))
    own = len(words & set(known[main].function_words)) + bool(re.search(r"[À-ÖØ-öø-ÿœßŒ]", name))
    english = len(words & set(known[ENGLISH].function_words))
    return main if own > english else ENGLISH


def _in_citations(passage: Passage, titles: Sequence[str]) -> Iterator[Witness]:
    if passage.zone is Zone.CITATION or repeats(passage, titles):
        yield from (w for w in cited_names(passage, titles) if is_name(w.value))
    for match in _CITED.finditer(passage.text) if passage.zone is not Zone.CITATION else ():
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span("name"))]).strip(EDGE)
        if re.search(r"[\u3400-\u9fff]", name):
            name = name.replace(" ", "")
        if len(name) >= _SHORTEST:
            yield witness(passage, match.span("name"), name, 0.6)


def _in_forms(passage: Passage) -> Iterator[Witness]:
    """What stands after a label that only the forms of databases print, line by line, or over the serial numbers."""
    for match in (*_FORM.finditer(passage.text), *_OVER_SERIALS.finditer(passage.text)):
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span("name"))]).strip(EDGE)
        if len(name) >= _SHORTEST:
            yield witness(passage, match.span("name"), name, 0.8)


def _in_notes(passage: Passage) -> Iterator[Witness]:
    for match in _OFFICE.finditer(passage.text):
        group = match.lastgroup or CHINESE
        name = re.sub(r"\s+", " ", passage.raw[slice(*match.span(group))]).strip(EDGE)
        yield witness(passage, match.span(group), name, 0.8)
