"""Why a field has its value, and what the stages say as they work."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_main import scanglot

PAGE = """肿瘤杂志 2021年第39卷第5期
DOI: 10.3969/j.issn.1000-7431.2021.05.001
肺癌放射治疗的研究进展
王伟，李娜
(北京大学肿瘤医院放疗科，北京 100142)
【摘要】 目的 探讨放射治疗对肺癌患者的疗效。方法 选取 120 例患者。结果 有效率为 85.0%。结论 疗效良好。
【关键词】 肺肿瘤；放射疗法
"""


def _file(folder: Path) -> Path:
    page = folder / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    return page


def test_why_tells_candidates_and_reasons(tmp_path: Path, root: Path) -> None:
    done = scanglot(
        "inspect", str(_file(tmp_path)), "--why", "year", "--why", "title.zh", "--why", "authors", cwd=root
    )
    assert done.returncode == 0, done.stderr
    year, rest = done.stdout.split("title.zh:\n")
    title, authors = rest.split("authors:\n")
    assert "taken: '2021', odds" in year
    assert "2021年第39卷第5期" in year
    assert "'肺癌放射治疗的研究进展' is begin title, not" in title
    assert "is title in zh" in title
    assert "'王伟，李娜' is authors, not " in authors


def test_why_of_no_field_is_a_slip(tmp_path: Path, root: Path) -> None:
    done = scanglot("inspect", str(_file(tmp_path)), "--why", "colour", cwd=root)
    assert done.returncode == 2
    assert "no field is called 'colour'" in done.stderr
    assert "doi" in done.stderr


def test_why_of_an_empty_field_says_so(tmp_path: Path, root: Path) -> None:
    done = scanglot("inspect", str(_file(tmp_path)), "--why", "clc", cwd=root)
    assert done.stdout.startswith("clc: no value")


def test_the_log_names_stage_document_and_page(tmp_path: Path, root: Path) -> None:
    page = _file(tmp_path)
    done = scanglot("inspect", str(page), "--why", "year", "--log", cwd=root)
    assert f"{page} page 1 scanglot.stages.recognize: " in done.stderr
    assert f"{page} page None scanglot.stages.segment: " in done.stderr
