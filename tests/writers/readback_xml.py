"""XML formats read back, in the terms of `readback.said`."""

from __future__ import annotations

import io
import re
from typing import Any

import pymarc
from lxml import etree

from tests.writers.official import parsed

Said = dict[str, Any]
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def letters(name: str) -> str:
    """A name without gaps, commas and case, its letters in order of the alphabet: formats turn its parts about."""
    return "".join(sorted(re.sub(r"[\s,]", "", name).casefold()))


def one(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def _text(element: etree._Element | None) -> str:
    return one("".join(map(str, element.itertext()))) if element is not None else ""


def _by_language(elements: list[etree._Element]) -> dict[str, Any]:
    return {str(e.get(LANG)): _text(e) for e in elements}


def jats(text: str) -> Said:
    root = parsed(text)
    meta = root.find("front/article-meta")
    assert meta is not None
    get = meta.findtext
    titles = {str(e.get(LANG)): _text(e) for e in meta.iterfind("title-group/article-title")}
    titles |= {str(g.get(LANG)): _text(g) for g in meta.iterfind("title-group/trans-title-group")}
    journals = _by_language(list(root.iterfind(".//journal-title")))
    journals |= _by_language(list(root.iterfind(".//journal-meta//trans-title-group")))
    abstracts = [e for e in meta if e.tag in ("abstract", "trans-abstract")]
    words = {str(g.get(LANG)): [_text(k) for k in g.iterfind("kwd")] for g in meta.iterfind("kwd-group")}
    names: dict[str, list[str]] = {}
    for name in meta.iterfind(".//contrib//name"):
        names.setdefault(str(name.get(LANG)), []).append(letters(_text(name)))
    made = [e for e in meta.iter() if "machine-translation" in e.attrib.values()]
    kinds = {"trans-title": "title", "abstract": "abstract", "trans-abstract": "abstract"}
    return {
        "doi": get("article-id[@pub-id-type='doi']"),
        "article_number": get("article-id[@pub-id-type='publisher-id']"),
        "document_code": get("custom-meta-group/custom-meta[meta-name='document-code']/meta-value"),
        "issn": root.findtext(".//issn"),
        "language": root.get(LANG),
        "year": get("pub-date/year"),
        "volume": get("volume"),
        "issue": get("issue"),
        "first_page": get("fpage"),
        "last_page": get("lpage"),
        "clc": [_text(e) for e in meta.iterfind(".//subject")],
        "funding": [_text(e) for e in meta.iterfind(".//funding-statement")],
        "dates": {
            {"rev-recd": "revised", "pub": "published"}.get(
                str(e.get("date-type")), e.get("date-type")
            ): e.get("iso-8601-date")
            for e in meta.iterfind("history/date")
        },
        "title": titles,
        "journal": journals,
        "sections": {str(e.get(LANG)): _jats_parts(e) for e in abstracts},
        "keywords": words,
        "authors": names,
        "orcid": [_text(e) for e in meta.iterfind(".//contrib-id")],
        "email": [_text(e) for e in meta.iterfind(".//email")],
        "machine": sorted(
            f"{kinds[str(e.tag)]}.{e.get(LANG) or e.getparent().get(LANG)}"  # type: ignore[union-attr]
            for e in made
            if e.tag in kinds
        ),
        "machine_words": sorted(f"keywords.{e.get(LANG)}" for e in made if e.tag == "kwd-group"),
    }


def _jats_parts(abstract: etree._Element) -> list[tuple[str, str]]:
    parts = [(_text(s.find("title")), _text(s.find("p"))) for s in abstract.iterfind("sec")]
    return parts or [("", _text(abstract))]


def tei(text: str) -> Said:
    root = parsed(re.sub(r' xmlns="[^"]+"', "", text))
    analytic = root.find(".//analytic")
    assert analytic is not None
    scopes = {e.get("unit"): _text(e) for e in root.iterfind(".//biblScope")}
    first, _, last = scopes.get("page", "").partition("-")
    names: dict[str, list[str]] = {}
    for name in analytic.iterfind("author/persName"):
        names.setdefault(str(name.get(LANG)), []).append(letters(_text(name)))
    made = [e for e in root.iter() if e.get("resp") == "#machine"]
    tags = {"title": "title", "abstract": "abstract", "keywords": "keywords"}
    paths = sorted({f"{tags[str(e.tag)]}.{e.get(LANG)}" for e in made})
    date = root.find(".//imprint/date")
    return {
        "doi": analytic.findtext("idno[@type='DOI']"),
        "article_number": analytic.findtext("idno[@type='article-number']"),
        "issn": root.findtext(".//monogr/idno"),
        "year": date.get("when") if date is not None else None,
        "volume": scopes.get("volume"),
        "issue": scopes.get("issue"),
        "first_page": first or None,
        "last_page": last or None,
        "clc": [_text(e) for e in root.iterfind(".//classCode[@scheme='urn:scheme:clc']")],
        "document_code": root.findtext(".//classCode[@scheme='urn:scheme:document-code']"),
        "funding": [_text(e) for e in root.iterfind(".//funder")],
        "dates": {str(e.get("type")): _text(e) for e in root.iterfind(".//creation/date")},
        "title": _by_language(list(analytic.iterfind("title"))),
        "journal": _by_language(list(root.iterfind(".//monogr/title"))),
        "sections": {str(e.get(LANG)): _tei_parts(e) for e in root.iterfind(".//profileDesc/abstract")},
        "keywords": {
            str(e.get(LANG)): [_text(t) for t in e.iterfind("term")] for e in root.iterfind(".//keywords")
        },
        "authors": names,
        "orcid": [_text(e) for e in analytic.iterfind("author/idno")],
        "email": [_text(e) for e in analytic.iterfind("author/email")],
        "machine": [p for p in paths if not p.startswith("keywords")],
        "machine_words": [p for p in paths if p.startswith("keywords")],
    }


def _tei_parts(abstract: etree._Element) -> list[tuple[str, str]]:
    parts = [
        (_text(label), one(label.tail or ""))
        for block in abstract.iterfind("ab")
        for label in block.iterfind("label")
    ]
    return parts or [("", _text(abstract))]


def pubmed(text: str) -> Said:
    article = parsed(text).find("Article")
    assert article is not None
    get = article.findtext
    return {
        "doi": get("ELocationID"),
        "issn": get("Journal/Issn"),
        "year": get("Journal/PubDate/Year"),
        "volume": get("Journal/Volume"),
        "issue": get("Journal/Issue"),
        "first_page": get("FirstPage"),
        "last_page": get("LastPage"),
        "orcid": [(e.text or "")[-19:] for e in article.iterfind(".//Identifier")],
    }


def crossref(text: str) -> Said:
    root = parsed(re.sub(r' xmlns="[^"]+"', "", text))
    get = root.findtext
    return {
        "doi": get(".//doi_data/doi"),
        "issn": get(".//issn"),
        "year": get(".//journal_article/publication_date/year"),
        "volume": get(".//volume"),
        "issue": get(".//journal_issue/issue"),
        "first_page": get(".//first_page"),
        "last_page": get(".//last_page"),
        "article_number": get(".//item_number"),
        "sections": {
            str(e.get(LANG)): [
                (_text(s.find("{*}title")), _text(s.find("{*}p"))) for s in e.iterfind("{*}sec")
            ]
            or [("", _text(e))]
            for e in root.iterfind(".//{*}abstract")
        },
        "orcid": [(e.text or "")[-19:] for e in root.iterfind(".//ORCID")],
    }


def marcxml(text: str) -> Said:
    record = pymarc.parse_xml_to_array(io.StringIO(text), strict=True)[0]
    people = [f for f in record.fields if f.tag in ("100", "110", "700", "710")]
    people.sort(key=lambda f: int(f.tag[0] == "7"))
    host = record["773"]
    return {
        "doi": record["024"]["a"],
        "issn": host.get("x"),
        "year": record["008"].data[7:11],
        "clc": [f["a"] for f in record.get_fields("084")],
        "funding": [f["a"] for f in record.get_fields("536")],
        "abstract": {re.findall(r"\((.+?)\)", f["3"])[0]: one(f["a"]) for f in record.get_fields("520")},
        "orcid": [code[-19:] for f in people for code in f.get_subfields("1")],
        "places": list(
            dict.fromkeys(one(p) for f in people for u in f.get_subfields("u") for p in u.split(" ; "))
        ),
    }
