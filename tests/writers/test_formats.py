"""Every format is taken by somebody else's reader, keeps what it can hold, and survives hostile values."""

from __future__ import annotations

import csv
import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pymarc
import pytest
import rispy
import xmlschema
from lxml import etree
from pybtex.database import parse_string

from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.opensearch import index_template
from tests.records.made import record

HOSTILE = "a]]>b & <script> \x07 \u202eright-to-left\u202c 𠮷野 {\\LaTeX} % $x_1^2$ ~ \ufffe =1+1\n10⁹/L ≥ ±"


def hostile() -> Record:
    return record(
        id="doi:10.1234/hostile",
        title={"zh": HOSTILE, "en": HOSTILE},
        abstract={
            "zh": {"text": HOSTILE, "sections": [{"label": "other", "heading": HOSTILE, "text": HOSTILE}]}
        },
        keywords={"zh": [HOSTILE], "en": [HOSTILE]},
        funding=[HOSTILE],
        journal={"zh": HOSTILE},
    )


def bare() -> Record:
    empty: dict[str, Any] = dict.fromkeys(
        ("doi", "issn", "year", "volume", "issue", "first_page", "last_page", "document_code")
    )
    return record(
        **empty,
        id="sha256:0123456789abcdef",
        kind="document",
        language=None,
        title={},
        authors=[],
        affiliations=[],
        abstract={},
        keywords={},
        journal={},
        clc=[],
        funding=[],
        dates={},
        translated=[],
        evidence={},
    )


CASES = {"whole": record(), "hostile": hostile(), "bare": bare()}


def written(name: str, *records: Record) -> str:
    return "".join(stream(FORMATS[name], records))


def xml(text: str) -> etree._Element:
    return etree.fromstring(
        text.encode(), etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    )


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_every_record(name: str, case: str) -> None:
    text = written(name, CASES[case])
    if FORMATS[name].media_type.endswith("xml"):
        assert xml(text) is not None
    assert "\x07" not in text


def dtd(name: str) -> etree.DTD:
    folder = resources.files("Bio.Entrez") / "DTDs"
    with resources.as_file(folder) as here:
        return etree.DTD(str(here / name))


@pytest.mark.parametrize("case", CASES)
def test_jats_13_validates_against_the_official_dtd(case: str) -> None:
    official = dtd("JATS-archivearticle1-3-mathml3.dtd")
    assert official.validate(xml(written("jats", CASES[case]))), official.error_log.filter_from_errors()


def test_jats_marks_machine_text_and_keeps_both_scripts() -> None:
    tree = xml(written("jats", record()))
    assert tree.findtext(".//article-title") == "联合治疗的疗效"
    assert tree.findtext(".//article-meta//trans-title") == "Efficacy of Combined Treatment"
    machine = tree.find(".//trans-abstract")
    assert machine is not None
    assert machine.get("abstract-type") == "machine-translation"
    assert [e.text for e in tree.iterfind(".//surname")] == ["李", "LI", "欧阳", "OUYANG"]


def test_jats_14_repeats_the_abstract() -> None:
    tree = xml(written("jats-1.4", record()))
    assert len(tree.findall(".//abstract")) == 2
    assert tree.find(".//trans-abstract") is None


@pytest.fixture(scope="module")
def crossref_schema() -> Any:
    folder = resources.files("commonmeta") / "resources" / "crossref"
    with resources.as_file(folder) as here:
        mathml = (here / "standard-modules" / "mathml3" / "mathml3.xsd").as_uri()
        return xmlschema.XMLSchema11(
            str(here / "crossref5.5.0.xsd"),
            allow="local",
            uri_mapper={"http://www.w3.org/Math/XMLSchema/mathml3/mathml3.xsd": mathml},
        )


@pytest.mark.parametrize("case", ["whole", "hostile"])
def test_crossref_deposit_validates_against_the_official_schema(case: str, crossref_schema: Any) -> None:
    crossref_schema.validate(written("crossref", CASES[case]))


def test_deposits_hold_no_machine_text() -> None:
    for name in ("crossref", "pubmed", "datacite"):
        assert "To study the effect" not in written(name, record())


def test_deposits_leave_out_records_that_cannot_be_deposited() -> None:
    assert "journal_article" not in written("crossref", bare())
    assert written("datacite", bare()) == ""


@pytest.mark.parametrize("case", ["whole", "hostile"])
def test_datacite_validates_against_the_official_schema(case: str) -> None:
    schema = json.loads((resources.files("datacite") / "schemas" / "datacite-v4.5.json").read_text())
    content = json.loads(written("datacite", CASES[case]))
    jsonschema.Draft7Validator(schema, registry=_registry()).validate(content)


def _registry() -> Any:
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    folder = resources.files("datacite") / "schemas"
    found = []
    for item in folder.iterdir():
        if item.name.startswith("i"):
            content = json.loads(item.read_text())
            found.append((item.name, Resource.from_contents(content, default_specification=DRAFT7)))
    return Registry().with_resources(found)


@pytest.mark.parametrize("case", CASES)
def test_csl_items_validate_and_are_an_array(case: str) -> None:
    schema = json.loads((resources.files("commonmeta") / "resources" / "csl-data.json").read_text())
    items = json.loads(written("csl-json", CASES[case], CASES["whole"]))
    jsonschema.validate(items, schema)
    assert len(items) == 2


def test_ris_is_read_by_rispy() -> None:
    entry = rispy.loads(written("ris", record()))[0]
    assert entry["title"] == "联合治疗的疗效"
    assert entry["authors"] == ["李, 鹏", "欧阳, 静"]
    assert entry["doi"] == record().doi
    assert any("[Machine translation]" in note for note in entry["notes"])
    assert len(rispy.loads(written("ris", hostile(), bare(), record()))) == 3


def test_bibtex_is_read_by_pybtex() -> None:
    entries = parse_string(written("bibtex", record(), hostile(), bare()), "bibtex").entries
    assert len(entries) >= 1
    entry = entries[record().id]
    assert entry.fields["title"] == "联合治疗的疗效"
    assert [str(p.last_names[0]) for p in entry.persons["author"]] == ["李", "欧阳"]


def test_marcxml_is_read_by_pymarc(tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_text(written("marcxml", record(), hostile(), bare()), encoding="utf-8")
    found = pymarc.parse_xml_to_array(str(path), strict=True)
    assert len(found) == 3
    first = found[0]
    assert first["245"]["a"] == "联合治疗的疗效"
    assert first["246"]["a"] == "Efficacy of Combined Treatment"
    assert "machine translation" in first.get_fields("520")[1]["9"]
    assert all(len(r["008"].data) == 40 for r in found)


def test_gbt7714_citations() -> None:
    assert written("gbt7714-2015", record()) == (
        "李鹏, 欧阳静. 联合治疗的疗效[J]. 胸部肿瘤诊疗杂志, 2023, 50(9): 842-848. "
        "DOI:10.1234/j.issn.1007-3841.2023.22.1057.\n"
    )


def test_opensearch_bulk_lines_and_template() -> None:
    lines = written("opensearch", record(), hostile()).splitlines()
    assert len(lines) == 4
    assert json.loads(lines[0])["index"]["_id"] == record().id
    assert json.loads(lines[1])["translated"] == ["abstract.en"]
    paths = json.dumps(index_template())
    assert "abstract.zh.text" in paths
    assert "title.en" in paths


def test_csv_rows_are_safe_for_spreadsheets() -> None:
    rows = list(
        csv.DictReader(io.StringIO(written("csv", record(), record(title={"zh": "=1+1"})).lstrip("\ufeff")))
    )
    assert rows[0]["abstract_en_origin"] == "machine"
    assert rows[1]["title"] == "'=1+1"


def test_json_lines_are_whole_records() -> None:
    assert Record.model_validate_json(written("jsonl", record())) == record()


def test_pubmed_orders_its_elements_as_nlm_describes() -> None:
    tree = xml(written("pubmed", record(translated=[])))
    article = tree.find("Article")
    assert article is not None
    order = [
        "Journal",
        "ArticleTitle",
        "VernacularTitle",
        "FirstPage",
        "LastPage",
        "ELocationID",
        "Language",
        "AuthorList",
        "PublicationType",
        "ArticleIdList",
        "History",
        "Abstract",
        "OtherAbstract",
        "ObjectList",
    ]
    places = [order.index(str(child.tag)) for child in article]
    assert places == sorted(places)
    assert article.findtext("VernacularTitle") == "联合治疗的疗效"
    assert article.find("OtherAbstract").get("Language") == "chi"  # type: ignore[union-attr]
