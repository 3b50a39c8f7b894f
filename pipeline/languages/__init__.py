"""All that is particular to a language, one TOML file each. Adding a language is adding a file and a test page."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from pydantic import Field

from pipeline.errors import SettingsError
from pipeline.records.base import Frozen


class Ocr(Frozen):
    """How engines call the language: Tesseract's code, and whether RapidOCR's bundled models read it."""

    tesseract: str
    rapidocr: bool


class Codes(Frozen):
    """How others call the language: ISO 639-2/B for MARC, the analyzer of Elasticsearch and OpenSearch.

    `plugin` holds the analyzers of a plugin (analysis-ik, -kuromoji, -nori): for writing and, where it is another, for asking.
    `also` are codes and names, in lower case, that people take for the BCP 47 one (cn, jp).
    """

    marc: str
    also: tuple[str, ...] = ()
    analyzer: str = "standard"
    plugin: tuple[str, ...] = ()


class Language(Frozen):
    """One language file. All labels and headings are lower case where the script has case.

    `labels` maps a field (abstract, keywords, doi, clc, received, ...) to the labels that journals print for it.
    `headings` maps an NLM category (background, objective, methods, results, conclusions, other) to headings.
    `translation` maps a target language to model names, best first. `negations` are its words of negation.
    `sponsored` are regular expressions of the sentence that names a grant where no label does.
    `family_first` says in which order names are printed. `volume` and `issue` are the forms in which journals
    print the number (`{}`), longest first; `pages` stand before page numbers; `months` the names of the twelve months. `function_words` tell
    short lines of Latin script apart, and with `short_words` writing from letters at random; `small_words` say
    nothing by themselves; after `open_words` no line of a title ends. `density` is how many letters say what one letter of English says.
    `decimal_comma` says that 56,3 is a decimal number. `affirmations` are regular expressions of what
    holds a word of negation and negates nothing (不同, non-invasive), `negative_affixes` of words that may stand
    for a negation (un-, -free), `own_negatives` of those that are rarely said with a word of negation (不良, 非),
    `clear_negatives` of those that a translation cannot do without, `equality` of words that deny a difference (comparable),
    `torn_negations` of what is left of a negation that was lost (only … but also);
    a part without any of the `negating_letters` negates nothing. `comparators` maps ≥ ≤ > < to the words before and the words after a number
    that say so. `numerals` maps numbers in words to digits, `units` words of units to symbols. `institutions`
    are words that affiliations hold, `positions` what people are there (student, доцент, 教授), `degrees` how their degrees begin,
    `collectives` end the names of groups that sign as authors,
    `article_types` stand above titles and are none, `serials` are words of names of journals, proceedings and
    meetings, `series` stand before the number of a journal's series, `captions` stand before the number of a figure or table, `present_places` before
    where somebody works now, `kinds` maps a kind of article to the lines that tell it (whole, or
    going on where a `…` stands), `thesis_author` are the labels that theses print before their author's name,
    `supervisors` those before who guided it, `thesis_date` those before the day on which they were handed in,
    `speciality` begins the label of what a thesis's degree is in, `manuscript` says behind the title over a thesis's abstract that it is one, `particles` are the lower-case words within names,
    `title_labels` stand before the title of a manuscript, `number_labels` (beside the labels of the field) before an
    article number, `publishers` are regular expressions of who publishes,
    `inventory` are the words that slips of libraries print before a number, `stamped` what
    their stamps say alone,
    `heads` are regular expressions of what running heads and mastheads print (第3卷), `notices` of what is said to the reader, and
    `page_number` what stands before and after a bare page number,
    `agnomens` belong to the family name before them (Filho, Neto), `patronymics` are regular expressions of how patronymics end,
    `groups` of authors that are no people, `regions` the provinces that run into a city's name, `region_ends` what they end in.
    `place_parts` are regular expressions of an institution and of a department, and the words that one ends in where the other is set right behind it,
    `surnames` are family names of one character, `compound_surnames` of two, `surname_spellings` how they are written in Latin letters, `counters` stand between a number and what it counts, with
    their words in other languages where these have one. `romanization` maps letters, pairs of letters first,
    to the Latin ones that addresses use. `direction` is the way its lines run (`rtl`: from the right). `letters` are those that no other of our languages of the same
    script has (where letters tell them apart). `endings` says that words take endings that no space parts
    from them. `et_al` stands in citations for further authors; `articles` begin titles that are not filed under them; `family_names` is how many family names a
    person has; `given_names` come second in double given names (`María José`).
    """

    code: str
    name: str
    scripts: tuple[str, ...]
    direction: Literal["ltr", "rtl"] = "ltr"
    letters: str = ""
    spaced: bool
    family_first: bool
    ocr: Ocr
    codes: Codes
    endings: bool = False
    et_al: str = "et al"
    family_names: int = 1
    given_names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    headings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    translation: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    negations: tuple[str, ...] = ()
    inventory: tuple[str, ...] = ()
    stamped: tuple[str, ...] = ()
    function_words: tuple[str, ...] = ()
    short_words: tuple[str, ...] = ()
    small_words: tuple[str, ...] = ()
    open_words: tuple[str, ...] = ()
    volume: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    density: float = 1.0
    decimal_comma: bool = False
    affirmations: tuple[str, ...] = ()
    negative_affixes: tuple[str, ...] = ()
    own_negatives: tuple[str, ...] = ()
    clear_negatives: tuple[str, ...] = ()
    equality: tuple[str, ...] = ()
    torn_negations: tuple[str, ...] = ()
    negating_letters: str = ""
    title_labels: tuple[str, ...] = ()
    number_labels: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    comparators: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = Field(default_factory=dict)
    numerals: dict[str, str] = Field(default_factory=dict)
    units: dict[str, str] = Field(default_factory=dict)
    institutions: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    sponsored: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    article_types: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    thesis_author: tuple[str, ...] = ()
    thesis_date: tuple[str, ...] = ()
    manuscript: tuple[str, ...] = ()
    speciality: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    serials: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    present_places: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    page_number: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    region_ends: tuple[str, ...] = ()
    place_parts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    agnomens: tuple[str, ...] = ()
    patronymics: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    surnames: str = ""
    compound_surnames: tuple[str, ...] = ()
    surname_spellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    romanization: dict[str, str] = Field(default_factory=dict)
    counters: dict[str, dict[str, str]] = Field(default_factory=dict)

    @cached_property
    def units_by_length(self) -> tuple[tuple[str, str], ...]:
        """Words of units and their symbols, the longest word first."""
        return tuple(sorted(self.units.items(), key=lambda item: -len(item[0])))


@cache
def languages() -> dict[str, Language]:
    """Every language we know, by BCP 47 code, in the order of the files' names."""
    files = sorted(
        (f for f in resources.files(__package__).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name
    )
    found = [Language.model_validate(tomllib.loads(f.read_text(encoding="utf-8"))) for f in files]
    return {language.code: language for language in found}


def language(code: str) -> Language:
    """The language file of a BCP 47 code. Raises SettingsError where we have none."""
    known = languages()
    if code not in known:
        meant = next(
            (f"Did you mean {one.code}?" for one in known.values() if _called(one, code.lower())), ""
        )
        raise SettingsError(f"no language file for '{code}'.", cure=meant or f"Known: {', '.join(known)}.")
    return known[code]


def _called(language: Language, name: str) -> bool:
    """Whether a language goes by that name somewhere else: in other codes, in Tesseract, in English."""
    names = {language.code, language.codes.marc, language.ocr.tesseract, language.name, *language.codes.also}
    return name in {each.lower() for each in names}
