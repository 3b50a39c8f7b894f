"""What identifiers say by themselves."""

import pytest

from pipeline.records.identifiers import ArticleNumber, Doi, valid_issn, valid_orcid


@pytest.mark.parametrize(
    ("doi", "issn", "years"),
    [
        ("10.3971/j.issn.1000-8578.2023.22.1533", "1000-8578", (2023,)),
        ("10.12114/j.issn.1007-9572.2024.0542", "1007-9572", (2024,)),
        ("10.19405/j.cnki.issn1009-2854.2023.04.012", "1009-2854", (2023,)),
        ("10.1016/S2097-1257(23)00214-7", "2097-1257", ()),
        ("10.3760/cma.j.cn114873-20220418-00271", None, (2022,)),
        ("10.6288/TJRC.202304_42(2).111078", None, (2023,)),
        ("10.1055/a-1783-9921", None, ()),
        ("10.21508/1027-4081-2020-65-3-45-52", "1027-4081", (2020,)),
    ],
)
def test_what_a_doi_holds(doi: str, issn: str | None, years: tuple[int, ...]) -> None:
    found = Doi.parse(doi)
    assert found is not None
    assert found.issn == issn
    assert found.years == years


def test_no_doi() -> None:
    assert Doi.parse("11.1000/x") is None


def test_article_number() -> None:
    found = ArticleNumber.parse("1007-3841(2023)09-0842-07")
    assert found is not None
    assert (found.issn, found.year, found.issue, found.first_page, found.last_page) == (
        "1007-3841",
        2023,
        "9",
        842,
        848,
    )
    assert ArticleNumber.parse("1007-3841(2023)09") is None


@pytest.mark.parametrize(("issn", "right"), [("1000-8578", True), ("1000-8579", False), ("1671-167X", True)])
def test_issn_check_digit(issn: str, right: bool) -> None:
    assert valid_issn(issn) is right


def test_orcid_check_digit() -> None:
    assert valid_orcid("0000-0002-1825-0097")
    assert not valid_orcid("0000-0002-1825-0098")
