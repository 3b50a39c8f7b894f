"""What repositories, catalogues, journals and editors of text make of our files: their own programs where they can be had here,
else our account of them, written from what they publish (`tests/writers/*_import.py`, `escriptorium.py`)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pipeline.writers.formats import FORMATS
from pipeline.writers.searchable_pdf import searchable_pdf
from tests.records.made import record
from tests.use.programs import HERE, MACHINE, MANY, RECORDS, needs, run, written
from tests.use.schematron import SAXON, findings
from tests.writers.dspace_import import imported as dspace
from tests.writers.ojs_import import refused
from tests.writers.test_page_formats import PAGES
from tests.writers.test_page_formats import written as page_file
from tests.writers.test_searchable_pdf import blank
from tests.writers.test_searchable_pdf import page as scanned

KOHA = r"""
use MARC::Batch; use MARC::File::XML (BinaryEncoding => 'utf8', RecordFormat => 'MARC21');
binmode STDOUT, ':encoding(UTF-8)'; binmode STDERR, ':encoding(UTF-8)';
my $batch = MARC::Batch->new('XML', $ARGV[0]); $batch->strict_off();
while (my $record = $batch->next()) {
    my $again = MARC::Record->new_from_usmarc($record->as_usmarc());  # how Koha keeps a staged record
    print join("\t", map { my ($f, $s) = /(...)(.)/; $again->subfield($f, $s) // '' } qw(245a 100a 773x 773t 856u)),
        "\t", join('|', map { $_->subfield('a') } $again->field('520')), "\n";
    print STDERR "$_\n" for $batch->warnings(), $again->warnings();
}
"""


def test_koha_stages_marcxml(tmp_path: Path) -> None:
    """By the modules with which Koha's staging tool reads MARCXML and keeps what it has read."""
    needs("perl")
    if subprocess.run(["perl", "-MMARC::File::XML", "-e", "1"], capture_output=True, check=False).returncode:
        pytest.skip("MARC::File::XML is not installed (make setup-use)")
    path = tmp_path / "records.xml"
    long = {"zh": {"text": "研究目的与方法详述。" * 1500, "sections": []}}
    path.write_text(written("marcxml", *RECORDS, MACHINE, record(abstract=long)), encoding="utf-8")
    done = subprocess.run(
        ["perl", "-e", KOHA, path], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    assert done.stderr == ""
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(rows) == len(RECORDS) + 2
    assert {len(row) for row in rows} == {6}
    assert "".join(rows[-1][5].split("|")) == long["zh"]["text"]
    title, author, issn, journal, address, _ = rows[0]
    assert (title.rstrip(" ./="), author.rstrip(",")) == ("联合治疗的疗效", "LI, Peng")
    assert (issn, journal) == ("1007-3841", "胸部肿瘤诊疗杂志")
    assert address == "https://doi.org/10.1234/j.issn.1007-3841.2023.22.1057"
    assert all(row[0] for row in rows)


def test_dspace_imports_metadata() -> None:
    items = dspace(written("dspace", *RECORDS, MACHINE))
    assert len(items) == len(RECORDS) + 1
    first, last = items[0], items[-1]
    assert first["dc.title[zh]"] == ["联合治疗的疗效"]
    assert first["dc.title.alternative[en]"] == ["Efficacy of Combined Treatment"]
    assert first["dc.contributor.author"] == ["李, 鹏", "欧阳, 静", "王, 芳", "赵, 雷"]
    assert "dc.title.alternative[en]" not in last
    assert last["dc.description[en]"][0] == "[Machine translation] Efficacy of Combined Treatment"


@pytest.mark.parametrize(("name", "number"), [("ojs", "3.5"), ("ojs-3.4", "3.4"), ("ojs-3.3", "3.3")])
def test_ojs_imports_native_xml(name: str, number: str) -> None:
    assert list(refused(written(name, *RECORDS, MACHINE), number)) == []


ALLOWED = {
    "permissions-errors": "no page says under which licence it may be used",
    "kwd-warnings": "every group of keywords says its language, that of the article too",
    "abstract-warnings-1": "machine text is told apart by a type that JATS4R does not recommend",
    "abstract-errors": "an abstract with a single heading keeps it",
}


def test_jats4r(tmp_path: Path) -> None:
    """JATS4R's own Schematron rules, under Saxon."""
    needs("java")
    if not SAXON.is_file():
        pytest.skip("Saxon is not installed (make setup-use)")
    folder = os.environ.get("JATS4R_SCHEMATRONS")
    if not folder:
        pytest.skip("JATS4R_SCHEMATRONS names no folder with JATS4R's rules (jats4r.sch)")
    path = tmp_path / "a.xml"
    for made in (*RECORDS, MACHINE):
        path.write_text(FORMATS["jats"].write(made), encoding="utf-8")
        found = findings(Path(folder) / "jats4r.sch", path, tmp_path / "rules.xsl")
        assert [one for one in found if one[0] not in ALLOWED] == []


def test_packtools_shows_both_languages(tmp_path: Path) -> None:
    """SciELO's packtools; it has no eyes for `name-alternatives`, by which JATS says one name in two scripts."""
    python = HERE / ".venv" / "bin" / "python"
    if not python.is_file():
        pytest.skip("packtools is not installed (make setup-use)")
    path = tmp_path / "a.xml"
    path.write_text(FORMATS["jats"].write(MANY), encoding="utf-8")
    shown = run(python, HERE / "packtools_reads.py", path)
    words = ["联合治疗的疗效", "Efficacy of Combined Treatment", "探讨疗效。", "To study the effect.", "肺癌"]
    assert [one for one in words if one not in shown] == []


@pytest.mark.parametrize("name", ["alto", "page"])
def test_kraken_opens_pages(name: str, tmp_path: Path) -> None:
    """The reader of kraken, the engine of eScriptorium."""
    xml = pytest.importorskip("kraken.lib.xml", reason="kraken is not installed (pip install kraken)")
    path = tmp_path / "page.xml"
    path.write_text(page_file(name, PAGES[1:]), encoding="utf-8")
    lines = xml.XMLPage(path).get_sorted_lines()
    assert [line.text for line in lines] == [line.text for line in PAGES[1].lines]
    assert lines[0].baseline == [(100, 87), (900, 87)]


def test_qpdf_finds_searchable_pdfs_sound(tmp_path: Path) -> None:
    """PDF/A itself is judged by our own rules (tests/writers/test_searchable_pdf.py); no veraPDF is at hand."""
    needs("qpdf")
    path = tmp_path / "searchable.pdf"
    path.write_bytes(searchable_pdf(blank(tmp_path), [scanned()], record()))
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", path)
