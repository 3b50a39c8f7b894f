"""check: validate, compare the two languages, flag, score; no value is changed here (see `stages/mend/`)."""

from __future__ import annotations

from pipeline.records.article import Article, ArticleType, Bilingual, Checked, Flag, Kind
from pipeline.records.segment import Segments
from pipeline.stages.check.citation import check_citation
from pipeline.stages.check.confidence import check_confidence
from pipeline.stages.check.cut import check_cut
from pipeline.stages.check.doi import check_doi
from pipeline.stages.check.doubted import check_doubted
from pipeline.stages.check.grade import grade, score, status
from pipeline.stages.check.issue import check_issue
from pipeline.stages.check.names import check_names
from pipeline.stages.check.numbers import check_numbers
from pipeline.stages.check.people import check_people
from pipeline.stages.check.prose import check_prose
from pipeline.stages.check.taken import not_taken
from pipeline.stages.check.texts import check_texts
from pipeline.stages.check.titles import check_titles
from pipeline.stages.check.traces import quiet

_NOTE = ("abstract.missing", "authors.missing", "affiliations.missing", "title.suspect")
WITHOUT = {
    ArticleType.EDITORIAL: ("abstract.missing", "affiliations.missing"),
    ArticleType.LETTER: ("abstract.missing", "affiliations.missing"),
    ArticleType.CORRECTION: _NOTE,
    ArticleType.RETRACTION: _NOTE,
}
"""What such articles are printed without."""

AGAINST_PAGES = (check_doi, check_citation, check_doubted, check_cut)
"""Rules that ask the pages again: (article, segments) to (article, flags)."""

WITHIN = (
    check_numbers,
    check_issue,
    check_people,
    check_names,
    check_titles,
    check_prose,
    check_texts,
)
"""Rules that hold the parts of the article against one another: article to (article, flags)."""


def check(bilingual: Bilingual, segments: Segments) -> Checked:
    """The bilingual article judged: every flag of every stage, its score, grade and status; no value is changed here."""
    article: Article = bilingual.article
    flags: tuple[Flag, ...] = (*article.flags, *(f for f in bilingual.flags if f not in article.flags))
    found = [f for rule in AGAINST_PAGES for f in rule(article, segments)[1]]
    found += [f for inner in WITHIN for f in inner(article)[1]]
    article, unsure = check_confidence(article)
    flags += (*found, *unsure)
    lost = not_taken(article, segments)
    unrecognised = any(f.code == "document.unrecognised" for f in lost)
    flags = (*(f for f in flags if unrecognised or not needless(f, article)), *lost)
    flags = tuple(quiet(f, article, segments) for f in flags)
    value = score(article, flags)
    return Checked(
        bilingual=bilingual.model_copy(update={"article": article}),
        flags=flags,
        score=value,
        grade=grade(value, flags),
        status=status(article, flags),
    )


def needless(flag: Flag, article: Article) -> bool:
    """Whether a flag tells of something missing that such a document need not have."""
    if article.kind is not Kind.ARTICLE:
        named = bool(article.authors) and article.article_type is not ArticleType.THESIS
        return flag.code.endswith(".missing") and not named
    return flag.code in WITHOUT.get(article.article_type, ())
