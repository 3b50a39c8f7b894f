"""What OJS's native XML import refuses or warns of, written from PKP's published schemas and importer; no OJS is run.

Beyond the schemas (`schemas/ojs-rules.rng`, and the official ones where `OFFICIAL_SCHEMAS` names a folder that has
`ojs-3.5/plugins/importexport/native/native.xsd` and the files that it includes, as OJS has them): a new journal has the section
`ART` and the group of authors `Author`, an author must have a given name and every affiliation a name in the article's language,
an issue must be told by volume, number or year, and nothing but what is fit may become public.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.writers.official import by_official, by_rules, parsed

O = "{http://pkp.sfu.ca}"  # noqa: E741 (the namespace)


def refused(text: str, number: str) -> Iterator[str]:
    """What OJS of that version would not import."""
    root = parsed(text)
    if not len(root):
        return
    yield from by_rules("ojs-rules.rng", root)
    yield from by_official(f"ojs-{number}/plugins/importexport/native/native.xsd", root)
    for issue in root:
        if issue.get("published") != "0" or not len(issue[0]):
            yield "an issue that is public at once, or not told apart"
        sections = {s.findtext(f"{O}abbrev") for s in issue.iter(f"{O}section")}
        for article in issue.iter(f"{O}article"):
            yield from _article(article, sections, nested=number == "3.5")


def _article(article: etree._Element, sections: set[str | None], nested: bool) -> Iterator[str]:
    paper = article.find(f"{O}publication")
    assert paper is not None
    if paper.get("section_ref") not in sections:
        yield "unknown section"
    if paper.findtext(f"{O}id[@type='internal']") != article.get("current_publication_id"):
        yield "no current publication"
    if article.get("status") != paper.get("status") or paper.get("status") not in ("1", "5"):
        yield "an article that is public at once"
    authors = list(paper.iter(f"{O}author"))
    if authors and paper.get("primary_contact_id") not in {a.get("id") for a in authors}:
        yield "the primary contact is no author"
    for author in authors:
        yield from _author(author, article.get("locale"), nested)
    yield from _twice(paper)


def _author(author: etree._Element, locale: str | None, nested: bool) -> Iterator[str]:
    if author.get("user_group_ref") != "Author":
        yield "unknown group of users"
    if not any(name.text for name in author.iter(f"{O}givenname") if name.get("locale") == locale):
        yield "no given name in the article's language"
    for place in author.iter(f"{O}affiliation"):
        if nested != bool(len(place)):
            yield "an affiliation in the form of another version"
        if nested and locale not in {name.get("locale") for name in place}:
            yield "no affiliation in the article's language"


def _twice(paper: etree._Element) -> Iterator[str]:
    """Of two values in one language OJS keeps the last."""
    for parent in paper.iter():
        told = [(e.tag, e.get("locale")) for e in parent if e.get("locale") or e.tag == f"{O}title"]
        if len(set(told)) < len(told):
            yield f"a language twice in {parent.tag}"
