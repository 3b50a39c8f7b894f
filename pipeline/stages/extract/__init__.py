"""Segments to the article: one field after another, each from its own module."""

from __future__ import annotations

from pipeline.languages import languages
from pipeline.languages.strangers import language_name
from pipeline.records.article import Article, ArticleType, Field, Flag, Kind, Severity
from pipeline.records.paths import FieldPath
from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.extract.closing import with_closing, with_notes
from pipeline.stages.extract.codes.classes import find_classes
from pipeline.stages.extract.codes.clc import find_clc
from pipeline.stages.extract.codes.document_code import find_document_code
from pipeline.stages.extract.codes.doi import find_doi
from pipeline.stages.extract.codes.udc import find_udc
from pipeline.stages.extract.corrected import find_corrected, find_own_doi
from pipeline.stages.extract.dates import ambiguous_dates, find_dates, impossible_dates
from pipeline.stages.extract.document import document_title, find_sections
from pipeline.stages.extract.funding import find_funding
from pipeline.stages.extract.kind import find_kind, find_type, is_contents, kind_flags
from pipeline.stages.extract.people.affiliations import find_affiliations
from pipeline.stages.extract.people.authors import find_authors
from pipeline.stages.extract.people.email import unowned, with_emails
from pipeline.stages.extract.people.names_in_title import with_names_from_title
from pipeline.stages.extract.people.orcid import with_orcids
from pipeline.stages.extract.roles import told_again
from pipeline.stages.extract.roles.begins import OTHER_ARTICLE
from pipeline.stages.extract.roles.foot_places import unreached
from pipeline.stages.extract.roles.headed_names import with_headed_names
from pipeline.stages.extract.roles.thesis import with_thesis_roles
from pipeline.stages.extract.serials.article_number import find_article_number
from pipeline.stages.extract.serials.issn import find_issn
from pipeline.stages.extract.serials.issue import find_issue
from pipeline.stages.extract.serials.journal import find_journal
from pipeline.stages.extract.serials.pages import counts_a_volume, find_pages
from pipeline.stages.extract.sheet import with_sheets
from pipeline.stages.extract.texts.abstract import bare_abstracts, find_abstracts
from pipeline.stages.extract.texts.keywords import find_keywords
from pipeline.stages.extract.texts.title import find_titles
from pipeline.stages.extract.unread import unread

__all__ = ["OTHER_ARTICLE", "extract", "with_closing", "with_notes", "with_sheets"]

_FRONT = frozenset({Role.TITLE, Role.AUTHORS, Role.AFFILIATIONS, Role.ABSTRACT, Role.KEYWORDS})
_MENDS = (ArticleType.CORRECTION, ArticleType.RETRACTION)


def extract(segments: Segments) -> Article:
    """The article that the segments print, every value with its place; what is no article has its text as sections too.

    Where neither type nor place tells who speaks (a text file, a table of contents), names are taken of articles only.
    """
    segments, other = told_again(segments)
    told = find_type(segments) if segments.segments else None
    if told is ArticleType.THESIS:
        segments = with_thesis_roles(segments)
    segments = with_headed_names(segments)
    found = with_names_from_title(_fields(segments))
    in_journal = bool(
        found.issn or found.doi or (found.journal and (found.volume or found.issue or found.year))
    )
    kind = find_kind(segments, told, in_journal=in_journal, amid=counts_a_volume(found.first_page))
    told = None if kind is Kind.ARTICLE and told is ArticleType.DOCUMENT else told
    update: dict[str, object] = {
        "kind": kind,
        "article_type": told or (ArticleType.ARTICLE if kind is Kind.ARTICLE else ArticleType.DOCUMENT),
        "flags": (*other, *_garbled(segments), *_unknown(segments), *kind_flags(segments), *found.flags),
    }
    if told in _MENDS:
        own = find_own_doi(segments)
        update |= {"doi": own or found.doi, "corrects": find_corrected(segments, own)}
    bare = kind is Kind.DOCUMENT or not found.last_page
    numbered = in_journal or (kind is Kind.ARTICLE and found.issue and found.year)
    if bare and not numbered and not counts_a_volume(found.first_page):
        update |= {"first_page": None, "last_page": None}
    if told is ArticleType.THESIS:
        update |= {"journal": {}, "volume": None, "issue": None}
    if kind is Kind.DOCUMENT:
        listed = is_contents(segments) and told is not ArticleType.THESIS
        if segments.origin is TextOrigin.TEXT_FILE or listed:
            update |= {"title": {}, "authors": (), "affiliations": ()}
        if told is not ArticleType.THESIS:
            update["abstract"] = {}
        title = update.get("title", found.title) or document_title(segments)
        update |= {"title": title, "sections": find_sections(segments)}
    return found.model_copy(update=update)


def _fields(segments: Segments) -> Article:
    """Every field, whatever the kind."""
    authors = with_orcids(with_emails(find_authors(segments), segments), segments)
    issue, pages, dates = find_issue(segments), find_pages(segments), find_dates(segments)
    article = Article(
        kind=Kind.DOCUMENT,
        language=segments.language,
        title=find_titles(segments),
        authors=authors,
        affiliations=find_affiliations(segments),
        abstract=find_abstracts(segments),
        keywords=find_keywords(segments),
        journal=find_journal(segments),
        doi=find_doi(segments),
        issn=find_issn(segments),
        year=issue.year or _year_of(dates.published),
        volume=issue.volume,
        issue=issue.issue,
        first_page=pages.first,
        last_page=pages.last,
        article_number=find_article_number(segments),
        clc=find_clc(segments),
        udc=find_udc(segments),
        jel=find_classes(segments, "jel"),
        msc=find_classes(segments, "msc"),
        pacs=find_classes(segments, "pacs"),
        document_code=find_document_code(segments),
        received=dates.received,
        revised=dates.revised,
        accepted=dates.accepted,
        published=dates.published,
        funding=find_funding(segments),
    )
    dated = (*impossible_dates(segments), *ambiguous_dates(segments))
    flags = (*dated, *unowned(authors, segments), *bare_abstracts(segments), *unreached(segments))
    told = {flag.path for flag in flags}
    flags += tuple(flag for flag in unread(article, segments) if flag.path not in told)
    return article.model_copy(update={"flags": flags})


def _year_of(published: Field | None) -> Field | None:
    """The year of a day of publication, where nothing else tells the year."""
    return published and published.model_copy(update={"value": published.value[:4]})


def _unknown(segments: Segments) -> tuple[Flag, ...]:
    """One flag a language that we have no file for, by its name."""
    codes = dict.fromkeys(s.language for s in segments.segments if s.lines)
    return tuple(
        Flag(
            code="language.unknown",
            path=FieldPath.of("language") if code == segments.language else FieldPath(),
            severity=Severity.WARNING,
            message=f"There is text in {language_name(code)} ({code}), which scanglot has no language file for: "
            "what it labels may be missing from the record.",
        )
        for code in codes
        if code not in languages()
    )


def _garbled(segments: Segments) -> tuple[Flag, ...]:
    """One flag a run of garbled lines, saying where it stands: a warning before the front matter has ended.

    Below it they are tables and formulas as often as failed recognition, and no field is taken from there.
    """
    front = [n for n, s in enumerate(segments.segments) if s.role in _FRONT and not s.garbled]
    last = front[-1] if front else len(segments.segments)
    return tuple(
        Flag(
            code="text.garbled",
            path=FieldPath(),
            severity=Severity.WARNING if n < last else Severity.INFO,
            message=f"Page {s.page}: {len(s.lines)} line(s) are no writing and were left out, beginning {s.lines[0].text[:40]!r}.",
        )
        for n, s in enumerate(segments.segments)
        if s.garbled and s.lines
    )
