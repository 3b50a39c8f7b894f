"""DOIs as they are really printed and misread."""

import pytest

from pipeline.records.segment import Role
from pipeline.stages.extract.codes.doi import dois_in, find_doi
from pipeline.stages.extract.passages import fold
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.3971/j.issn.1000-8578.2023.22.1533 . fl:#g", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("DOI：10.13929/j.issn.1005-8249.2021.02.019", "10.13929/j.issn.1005-8249.2021.02.019"),
        (
            "ＤＯＩ：１０．３９６９／ｊ．ｉｓｓｎ．１６７４－５２０５．２０２２．１１．００８",
            "10.3969/j.issn.1674-5205.2022.11.008",
        ),
        ("DOI 10.6537/TJHPM.2019.24(3).04", "10.6537/TJHPM.2019.24(3).04"),
        ("DOI：10.6288/TJRC.202304_42(2).111078。", "10.6288/TJRC.202304_42(2).111078"),
        ("(doi:10.1016/S2097-1257(23)00214-7)", "10.1016/S2097-1257(23)00214-7"),
        ("https://doi.org/10.1055/a-1783-9921", "10.1055/a-1783-9921"),
        ("http://dx.doi.org/10.4067/S0716-82412020000400487.", "10.4067/S0716-82412020000400487"),
        ("DOI: https://doi.org/10.17116/klinkard202215021124;", "10.17116/klinkard202215021124"),
        ("10.16781/j.CN33-1468/R.20220913", "10.16781/j.CN33-1468/R.20220913"),
        ("doi:10.13288/j.32-1905/r.2022.08.016", "10.13288/j.32-1905/r.2022.08.016"),
        ("DOI:10.3760/cma.j.cn114873-\n20220418-00271", "10.3760/cma.j.cn114873-20220418-00271"),
        ("DOI: 10.12114/j.issn.1007-9572.2024.0621.[www.chinagp.net]", "10.12114/j.issn.1007-9572.2024.0621"),
        (
            "[J]. 中国全科医学，2026, 29(10): 1311-1315. DOI:\n10.12114/j.issn.1007-9572.2024.0542.",
            "10.12114/j.issn.1007-9572.2024.0542",
        ),
        ("doi:10.12114/j.issn.1007-9572.\n2024.0542", "10.12114/j.issn.1007-9572.2024.0542"),
        ("DOI:10.3969/j.issn.1674-5205.2022.11.008 中图分类号：R587", "10.3969/j.issn.1674-5205.2022.11.008"),
        ("doi:10.3969/j.issn.1674-5205.2022.11.008 ISSN 1674-5205", "10.3969/j.issn.1674-5205.2022.11.008"),
        ("doi:10.3969/j.issn.1674-5205.2022.11.008ISSN1674-5205", "10.3969/j.issn.1674-5205.2022.11.008"),
        ("doi:10.3971/j.issn.l000-8578.2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("doi:10.3971/j.issn.1OOO-8578.2O23.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("doi:1O.3971/j.issn.1000-8578.2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("doi:103971/j.issn.1000-8578.2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("doi:10,3971/j,issn.1000-8578,2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("doi: 10.3971/ j.issn. 1000-8578. 2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("D0I:10.3971/j.issn.1000-8578.2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("dol:10.3971/j.lssn.1000-8578.2023.22.1533", "10.3971/j.issn.1000-8578.2023.22.1533"),
        ("doi:10.3969/j.issn.1674_5205.2022.11.008", "10.3969/j.issn.1674-5205.2022.11.008"),
        ("10.19829/j.zgfcyx.i5sn.1001-4691.2023.16.023", "10.19829/j.zgfcyx.issn.1001-4691.2023.16.023"),
        ("10.19405/j.cnki.issn1009-2854.2023.04.012", "10.19405/j.cnki.issn1009-2854.2023.04.012"),
        ("10.21508/1027-4081-2020-65-3-45-52", "10.21508/1027-4081-2020-65-3-45-52"),
        ("10.14461/j.cnki.gkyx.005347", "10.14461/j.cnki.gkyx.005347"),
        ("DOI:10.12037/JWZZ.2023.06-12  540-545", "10.12037/JWZZ.2023.06-12"),
        (
            "DOI: 10.3760/cma.j.cn113884-20210318-00097\n.651.",
            "10.3760/cma.j.cn113884-20210318-00097",
        ),
        ("10.3724/SP.J.1187.2022.00871 ·871·", "10.3724/SP.J.1187.2022.00871"),
        ("DOI号 10.11897/SP. J.1234.2017.00871", "10.11897/SP.J.1234.2017.00871"),
        ("doi 10.1000/abc. J. Moss, Lichen City", "10.1000/abc"),
        ("doi：10.16180/j. cnki. issn1007 –7820.2015.07.052", "10.16180/j.cnki.issn1007-7820.2015.07.052"),
        ("doi:10.16180/j.cnki.issn1007 - 7820.2015.07.052", "10.16180/j.cnki.issn1007-7820.2015.07.052"),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert [found.value for found in dois_in(fold(text))] == [doi]


@pytest.mark.parametrize(
    "text", ["0.10.1234 / 5", "P=0.10", "版本 10.15/月", "ratio 10.2000 / ab", "IP 110.1234/x.y.z"]
)
def test_no_doi(text: str) -> None:
    assert dois_in(fold(text)) == []


def test_page_numbers_glued_to_the_end_come_off() -> None:
    found = dois_in("doi:10.3971/j.issn.1000-8578.2023.22.1533842-848", pages=("842-848", "842"))
    assert found[0].value == "10.3971/j.issn.1000-8578.2023.22.1533"
    kept = dois_in("10.21508/1027-4081-2020-65-3-45-52", pages=("45-52",))
    assert kept[0].value == "10.21508/1027-4081-2020-65-3-45-52"


def test_a_misread_serial_number_is_mended_by_the_printed_one() -> None:
    found = dois_in("doi:10.3971/j.issn.1000-3578.2023.22.1533", issns=("1000-8578",))
    assert found[0].value == "10.3971/j.issn.1000-8578.2023.22.1533"
    assert found[0].repairs


def test_the_doi_of_a_reference_never_wins() -> None:
    found = find_doi(
        segments(
            segment("标题", Role.TITLE),
            segment("参考文献", Role.BODY),
            segment("[1] Smith J. Title[J]. Lancet, 2020. doi:10.1016/S0140-6736(20)30183-5", Role.BODY),
        )
    )
    assert found is None


def test_head_and_citation_agree_and_that_of_a_data_set_is_no_rival() -> None:
    found = find_doi(
        segments(
            segment("DOI：10.3969/j.issn.1674-5205.2022.11.008", Role.IDENTIFIERS),
            segment("标题", Role.TITLE),
            segment("数据见 doi:10.5281/zenodo.1234567", Role.BODY),
            segment(
                "引用本文：张三. 标题[J]. 某杂志, 2022, 38(11): 1021. DOI: 10.3969/j.issn.1674-5205.2022.11.008.",
                Role.CITATION,
            ),
        )
    )
    assert found is not None
    assert found.value == "10.3969/j.issn.1674-5205.2022.11.008"
    assert found.confidence > 0.98
    assert found.rivals == ()
    assert found.evidence[0].page == 1


def test_the_second_reading_wins_where_the_first_breaks_the_check_digit() -> None:
    found = find_doi(
        segments(
            segment(
                "doi:10.3971/j.issn.1000-3578.2023.22.1533",
                Role.IDENTIFIERS,
                other="doi:10.3971/j.issn.1000-8578.2023.22.1533",
            )
        )
    )
    assert found is not None
    assert found.value == "10.3971/j.issn.1000-8578.2023.22.1533"


def test_a_second_reading_with_pieces_missing_is_no_rival() -> None:
    found = find_doi(
        segments(
            segment(
                "DOI: 10.3969/j.issn.1674-5205.2022.11.008",
                Role.IDENTIFIERS,
                other="DOI: 10.3969/issn.1674-5205.2022.11.008",
            )
        )
    )
    assert found is not None
    assert found.rivals == ()


def test_a_second_reading_with_another_digit_is_a_rival() -> None:
    found = find_doi(
        segments(segment("DOI: 10.1055/a-1783-9921", Role.IDENTIFIERS, other="DOI: 10.1055/a-1788-9921"))
    )
    assert found is not None
    assert found.rivals == ("10.1055/a-1788-9921",)
    assert found.confidence < 0.9


@pytest.mark.parametrize("rest", [Role.OTHER, Role.BODY, Role.TITLE])
def test_a_doi_goes_on_in_the_next_line_whatever_that_was_taken_for(rest: Role) -> None:
    found = find_doi(
        segments(segment("doi: 10.13209/j.0479-", Role.RUNNING_HEAD), segment("8023.2021.117", rest))
    )
    assert found is not None
    assert found.value == "10.13209/j.0479-8023.2021.117"


def test_a_link_counts_as_a_label() -> None:
    labelled = find_doi(segments(segment("DOI: 10.1016/j.revex.2019.11.004", Role.IDENTIFIERS)))
    linked = find_doi(segments(segment("https://doi.org/10.1016/j.revex.2019.11.004", Role.IDENTIFIERS)))
    assert labelled is not None
    assert linked is not None
    assert linked.confidence == labelled.confidence
