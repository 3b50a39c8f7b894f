"""The flags that the check stage raises: a stable code, how much it weighs, and what it means (see docs/flags.md)."""

from __future__ import annotations

from pipeline.records.article import Flag, Severity
from pipeline.records.paths import FieldPath

_INFO, _WARNING, _ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

CODES: dict[str, tuple[Severity, str]] = {
    "doi.missing": (_INFO, "No DOI is printed on the pages that were read."),
    "doi.unreadable": (_WARNING, "The page prints a DOI label, but no DOI could be read after it."),
    "doi.conflict": (
        _WARNING,
        "Two places print different DOIs, and it is not clear which is the article's.",
    ),
    "doi.check_digit": (
        _WARNING,
        "The ISSN inside the DOI has a wrong check digit: a digit was misread or misprinted.",
    ),
    "doi.issn_mismatch": (_INFO, "The ISSN inside the DOI is another than the one printed."),
    "doi.year_mismatch": (_WARNING, "The year inside the DOI does not fit the year of the issue."),
    "doi.issue_mismatch": (
        _WARNING,
        "The number after the year in the DOI is one digit off the number of the issue.",
    ),
    "doi.odd_shape": (_WARNING, "The DOI holds a letter among digits, or the like, as misreadings do."),
    "doi.repaired": (_INFO, "Characters of the DOI were mended, confirmed by what else the page prints."),
    "doi.guessed": (
        _WARNING,
        "Characters of the DOI were mended, and nothing else on the page confirms them.",
    ),
    "issn.check_digit": (_WARNING, "The printed ISSN has a wrong check digit."),
    "issn.inferred": (
        _INFO,
        "The ISSN is not printed by itself; it was taken from the DOI or the article number.",
    ),
    "issn.repaired": (_INFO, "Misread digits of the ISSN were mended by its check digit."),
    "article_number.mismatch": (
        _WARNING,
        "The article number says another ISSN, year, issue or page than the rest of the page.",
    ),
    "article_number.repaired": (
        _INFO,
        "Misread digits of the article number were mended by the ISSN, year, issue and page that it is made of.",
    ),
    "issue.conflict": (
        _WARNING,
        "The page prints different values for the year, the volume, the issue or a page.",
    ),
    "year.implausible": (_WARNING, "The year is none in which journals were printed."),
    "year.missing": (_WARNING, "No year of publication was found."),
    "journal.suspect": (_WARNING, "What stands as a journal's name fails a test of such names."),
    "journal.missing": (_WARNING, "No journal name was found, or none in the letters of the article."),
    "pages.order": (_WARNING, "The last page comes before the first."),
    "dates.order": (
        _WARNING,
        "The article was received after another of its dates, or published before it was accepted.",
    ),
    "dates.year": (_WARNING, "The article came in after the year of its issue."),
    "clc.shape": (_WARNING, "A class is none of the Chinese Library Classification."),
    "email.repaired": (_INFO, "The e-mail address was broken by the recognition and was mended."),
    "email.suspect": (
        _WARNING,
        "The e-mail address cannot be right as it was read, or nothing says whose it is.",
    ),
    "authors.missing": (_WARNING, "No author was found."),
    "authors.count_mismatch": (
        _WARNING,
        "The two languages print different numbers of authors, or affiliations belong to none of the names.",
    ),
    "authors.name_mismatch": (_WARNING, "The Latin name is not the reading of the Chinese or Korean one."),
    "authors.odd_name": (_WARNING, "What stands as an author's name fails a test of names."),
    "authors.twice": (_WARNING, "A person is named more than once."),
    "authors.many": (_WARNING, "There are more names than articles have authors."),
    "authors.lacking": (
        _WARNING,
        "No names were found in the document's language, or none in the letters of a printed English title.",
    ),
    "affiliations.suspect": (_WARNING, "What stands as an affiliation fails a test of places."),
    "affiliations.lacking": (_WARNING, "No affiliation was found in the language of the document."),
    "affiliations.missing": (_WARNING, "No affiliation was found."),
    "affiliations.unreached": (_WARNING, "A mark behind a name leads to no affiliation that was read."),
    "affiliations.count_mismatch": (_WARNING, "The two languages print different numbers of affiliations."),
    "authors.citation_mismatch": (
        _WARNING,
        "The citation on the page does not name this author as the author line does.",
    ),
    "title.citation_mismatch": (
        _WARNING,
        "The citation on the page prints the title a little differently: one of them is misread.",
    ),
    "title.suspect": (_WARNING, "What stands as a title fails a test of titles."),
    "title.lacking": (
        _WARNING,
        "The document's language, or one that an abstract or keywords are printed in, has no title.",
    ),
    "title.missing": (_ERROR, "No title was found."),
    "abstract.missing": (_WARNING, "No abstract was found."),
    "abstract.suspect": (_WARNING, "What stands as an abstract fails a test of abstracts."),
    "abstract.unlabelled": (
        _WARNING,
        "No label stands before this abstract; its place and setting say that it is one.",
    ),
    "abstract.lacking": (
        _WARNING,
        "The document's language, or one that keywords are printed in, has no abstract, while another has.",
    ),
    "abstract.number_mismatch": (
        _WARNING,
        "The two abstracts give different numbers: a misreading, or the article's own.",
    ),
    "abstract.sign_mismatch": (
        _WARNING,
        "The two abstracts print another sign (<, >, ≤, ≥, =, ±) before the same number.",
    ),
    "abstract.sections_mismatch": (_INFO, "The abstracts of the two languages have different sections."),
    "number.doubted": (
        _WARNING,
        "The two engines read other digits in the same place of a title, an abstract or keywords.",
    ),
    "number.lookalike": (
        _WARNING,
        "A digit, unit or exponent looks like another thing misread, and no second reading settles it.",
    ),
    "number.no_exponent": (_WARNING, "A power of ten has no exponent that could be read."),
    "keywords.count_mismatch": (_INFO, "The two languages print different numbers of keywords."),
    "field.cut": (
        _WARNING,
        "Right under the value, or over a title, stands a line of the same type that belongs to nothing, or keywords end in a word that more follows.",
    ),
    "field.rival": (_INFO, "Another place prints another value; more and better places speak for this one."),
    "field.uncertain": (
        _WARNING,
        "The value is less sure than the threshold above which 99 % of values are right.",
    ),
}
"""Every code of this stage."""


def flag(code: str, path: FieldPath, message: str = "") -> Flag:
    """A flag with the weight and, without a message of its own, the meaning of its code."""
    severity, meaning = CODES[code]
    return Flag(code=code, path=path, severity=severity, message=message or meaning)
