"""How single formats are built, beyond what their schemas and readers ask."""

from __future__ import annotations

import csv
import io
import json

from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.opensearch import index_template
from tests.records.hostile import CASES
from tests.records.made import record
from tests.writers.official import parsed


def written(name: str) -> str:
    return "".join(stream(FORMATS[name], [record()]))


def test_jats_parts_names_by_script_and_keeps_groups_whole() -> None:
    tree = parsed(written("jats"))
    assert [e.text for e in tree.iterfind(".//surname")] == ["李", "LI", "欧阳", "OUYANG"]
    groups = parsed(FORMATS["jats"].write(CASES["four-byte names and groups"]))
    assert groups.findtext(".//collab") == "中国肺癌协作组"


def test_jats_14_repeats_the_abstract() -> None:
    tree = parsed(written("jats-1.4"))
    assert len(tree.findall(".//abstract")) == 2
    assert tree.find(".//trans-abstract") is None
    assert "v1.4 20241031" in written("jats-1.4")


def test_pubmed_speaks_of_languages_as_nlm_does() -> None:
    article = parsed("".join(stream(FORMATS["pubmed"], [record(translated=[])])))[0]
    assert article.findtext("Language") == "ZH"
    assert article.findtext("VernacularTitle") == "联合治疗的疗效"
    assert [e.get("Language") for e in article.iterfind("OtherAbstract")] == ["zh"]
    assert [e.text for e in article.iterfind(".//LastName")] == ["Li", "Ouyang"]


def test_opensearch_bulk_lines_and_template() -> None:
    lines = written("opensearch").splitlines()
    assert len(lines) == 2
    content = json.loads(lines[1])
    assert content["translated"] == ["abstract.en"]
    assert content["fit"] is False
    rules = {
        name: rule
        for one in index_template(plugins=True)["template"]["mappings"]["dynamic_templates"]
        for name, rule in one.items()
    }
    assert rules["title_zh"]["mapping"]["analyzer"] == "ik_max_word"
    assert rules["title_ja"]["mapping"]["analyzer"] == "kuromoji"
    assert rules["title_machine_ko"]["mapping"]["analyzer"] == "nori"
    assert rules["title_zh"]["mapping"]["fields"]["keyword"]["type"] == "keyword"
    paths = json.dumps(index_template())
    assert not any(plugin in paths for plugin in ("ik_", "kuromoji", "nori"))
    assert "abstract.zh.text" in paths
    assert "title.en" in paths


def test_csv_rows_are_safe_for_spreadsheets() -> None:
    text = "".join(stream(FORMATS["csv"], [record(), record(title={"zh": "=1+1"})]))
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows[0]["abstract_machine_en"] == "Objective To study the effect."
    assert rows[0]["abstract_en"] == ""
    assert rows[0]["confidence"] == "doi=0.97"
    assert rows[1]["title"] == "'=1+1"


def test_json_lines_end_nowhere_else() -> None:
    for name in ("jsonl", "datacite", "opensearch"):
        text = FORMATS[name].write(record(title={"zh": "a\u2028b\x85c\u2029"}))
        assert len(text.splitlines()) == text.count("\n")


def test_the_type_of_article_is_said_in_each_formats_words() -> None:
    made = record(article_type="review", corrects="10.1234/old", translated=[])
    for name, words in (
        ("jats", 'article-type="review-article"'),
        ("pubmed", "<PublicationType>Review</PublicationType>"),
        ("ris", "M3  - review"),
        ("csl-json", '"genre": "review"'),
        ("marcxml", '<subfield code="a">review</subfield>'),
        ("dspace", "Article||review"),
        ("mods", "<genre>review</genre>"),
    ):
        assert words in FORMATS[name].write(made)
    assert "N1  - Corrects: 10.1234/old" in FORMATS["ris"].write(made)
    assert 'article-type="research-article"' in FORMATS["jats"].write(record())


def test_ojs_puts_nothing_before_the_public_unasked() -> None:
    doubtful, good = (FORMATS["ojs"].write(record(status=status)) for status in ("needs_review", "ok"))
    assert '<article locale="zh_Hans" status="1"' in doubtful
    assert '<article locale="zh_Hans" status="5"' in good
    assert all('published="0"' in text for text in (doubtful, good))


def test_each_version_of_ojs_has_its_own_words() -> None:
    made = record(title={"zh": "P<0.05的疗效"}, translated=[])
    new, middle, old = (FORMATS[name].write(made) for name in ("ojs", "ojs-3.4", "ojs-3.3"))
    assert '<title locale="zh_Hans">P&amp;lt;0.05的疗效</title>' in new
    assert '<title locale="zh_CN">P&amp;lt;0.05的疗效</title>' in middle
    assert '<title locale="zh_CN">P&lt;0.05的疗效</title>' in old
    assert '<name locale="en">Department of Oncology, First Hospital</name>' in new
    assert '<affiliation locale="en">Department of Oncology, First Hospital</affiliation>' in middle
    assert '<affiliation locale="en_US">Department of Oncology, First Hospital</affiliation>' in old
