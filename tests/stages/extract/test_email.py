"""Mail addresses and iDs, and whose they are."""

import pytest

from pipeline.records.article import Author, Field
from pipeline.records.segment import Role
from pipeline.stages.extract.passages import fold
from pipeline.stages.extract.people.addresses import emails_in
from pipeline.stages.extract.people.email import with_emails
from pipeline.stages.extract.people.orcid import with_orcids
from tests.stages.extract.printed import head, segment, segments


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("E-mail: wanghf_rt@163.com", "wanghf_rt@163.com"),
        ("E-mail：ｗａｎｇ＠１６３．ｃｏｍ", "wang@163.com"),
        ("Corresponding Author: GONG Xiaomei, E-mail: gongxiaomeil981(@163.com", "gongxiaomeil981@163.com"),
        ("E-mail:wanghf_rt@O163.com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt©163.com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt @ 163. com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt@163,com", "wanghf_rt@163.com"),
        ("E-mail: wanghf_rt@l63.com", "wanghf_rt@163.com"),
        ("e.lefevre-garcon@chu-valsombre.fr", "e.lefevre-garcon@chu-valsombre.fr"),
        ("k-sasaki@aobanishi-med.ac.jp", "k-sasaki@aobanishi-med.ac.jp"),
        ("mi.yao@bjmu.edu.cn", "mi.yao@bjmu.edu.cn"),
        ("niwei_endo@sjqhospital.sh.cn)", "niwei_endo@sjqhospital.sh.cn"),
        ("luzhenhua_\ntcm@126.com。", "luzhenhua_tcm@126.com"),
        ("nico: farn@jardines.net.ec", "farn@jardines.net.ec"),
        (
            "A number of ferns, such as those of gardens, stor-\nmazin_f@jardines.com (A. Farn)",
            "mazin_f@jardines.com",
        ),
        ("Roe J, e-mail: anna-\nmaria@jardines.com", "anna-maria@jardines.com"),
        ("xoyarzun@hospitalrioclaro.\ncl", "xoyarzun@hospitalrioclaro.cl"),
        ("E-mail：gwj197104@ccmu.edu.cn", "gwj197104@ccmu.edu.cn"),
        ("E-mail: wang@pku.edu.cn. In recent years", "wang@pku.edu.cn"),
        ("E-mail:lihua2008 @sina.com.cn", "lihua2008@sina.com.cn"),
        ("Tel: 010-12345678，E—mail：a.b@c.org.cn；", "a.b@c.org.cn"),
        ("Email: li.hua@hust.edu.cn,Tel:021", "li.hua@hust.edu.cn"),
        ("（电子邮箱：li@hust.edu.cn）", "li@hust.edu.cn"),
        ("E-mail: wenzq@pengchenghem.en", "wenzq@pengchenghem.cn"),
        ("E-mail:wanghfrt163.com", "wanghfrt@163.com"),
        ("Correspondance : É. Dubois – emilie.dubois@chu-exemple.fr", "emilie.dubois@chu-exemple.fr"),
        ("Hangzhou 310003, China. chenml@some.com.cn", "chenml@some.com.cn"),
        ("E-mail: marta vila@ some.com", "martavila@some.com"),
        ("邮箱：351 344322@some.com", "351344322@some.com"),
        ("Address: Main Street 5, marta@some.com", "marta@some.com"),
    ],
)
def test_emails(text: str, email: str) -> None:
    assert [found.value for found in emails_in(fold(text))] == [email]


def test_the_last_word_of_a_sentence_is_no_part_of_the_address_below_it() -> None:
    told = "Ann Roe, student at the faculty of physics.\nroe.a@reeds.org"
    assert [mail.value for mail in emails_in(told)] == ["roe.a@reeds.org"]
    assert [mail.value for mail in emails_in("E-mail: anna.\nroe@reeds.org")] == ["anna.roe@reeds.org"]


def test_two_addresses_in_a_row() -> None:
    found = emails_in("E-mail: li@hust.edu.cn, wang@163.com; zhao@126.com")
    assert [f.value for f in found] == ["li@hust.edu.cn", "wang@163.com", "zhao@126.com"]


@pytest.mark.parametrize("text", ["P=0.024 @ 5", "30@Gy", "www.chinagp.net"])
def test_no_email(text: str) -> None:
    assert emails_in(text) == []


def _authors(*names: str) -> tuple[Author, ...]:
    return tuple(Author(name={"zh": Field(value=name, language="zh")}) for name in names)


def test_an_address_goes_to_the_author_named_before_it() -> None:
    found = with_emails(
        _authors("杨颖", "王皓翔"),
        segments(segment("通信作者：王皓翔，教授；E-mail: xx27@mail.sysu.edu.cn", Role.CORRESPONDENCE)),
    )
    assert found[0].email is None
    assert found[1].email is not None


def test_an_address_goes_to_the_author_spelt_in_it() -> None:
    found = with_emails(
        _authors("王海峰", "李晓明"), segments(segment("E-mail: wanghf_rt@163.com", Role.CORRESPONDENCE))
    )
    assert found[0].email is not None
    assert found[1].email is None


@pytest.mark.parametrize(("rest", "whole"), [("qq. com", True), ("收稿日期：2022", False)])
def test_an_address_goes_on_in_the_next_line_whatever_that_was_taken_for(rest: str, *, whole: bool) -> None:
    found = with_emails(
        _authors("庭花"),
        segments(
            segment("作者简介：庭花，男，从事蕨类研究。E-mail：1319500@", Role.OTHER),
            segment(rest, Role.BODY),
        ),
    )
    assert (found[0].email is not None) is whole
    assert found[0].email is None or found[0].email.value == "1319500@qq.com"


def test_the_address_of_the_office_is_nobodys() -> None:
    found = with_emails(_authors("王海峰"), head("https://www.chinagp.net E-mail:zgqkyx@chinagp.net.cn"))
    assert found[0].email is None


def test_a_raised_figure_before_an_orcid_is_none_of_it() -> None:
    read = segments(segment("Ana SOUZA 20000-0002-1825-0097", Role.AUTHORS, language="en"))
    (found,) = with_orcids(_authors("Ana SOUZA"), read)
    assert found.orcid is not None
    assert found.orcid.value == "0000-0002-1825-0097"


def test_orcid() -> None:
    read = segments(
        segment("王海峰 ORCID: 0000-0002-1825-0097；李晓明 0000-0002-1825-0098", Role.CORRESPONDENCE)
    )
    found = with_orcids(_authors("王海峰", "李晓明"), read)
    assert found[0].orcid is not None
    assert found[1].orcid is None


def test_addresses_in_no_order_are_those_of_the_names_that_they_spell() -> None:
    names = ["A. Sokolov", "O. Vetrova", "P. Mokhov"]
    authors = tuple(Author(name={"en": Field(value=name)}) for name in names)
    notes = segments(
        segment(
            "E-mail: sokolov@example.org, reeds@example.org, vetrova@example.org",
            Role.CORRESPONDENCE,
            language="en",
        ),
        language="en",
    )
    found = with_emails(authors, notes)
    assert [a.email and a.email.value for a in found] == [
        "sokolov@example.org",
        "vetrova@example.org",
        "reeds@example.org",
    ]


def test_ligatures_of_a_font_in_an_address_and_one_that_the_reading_parted() -> None:
    (whole,) = emails_in(fold("so\ufb00p.ve\ufb01@example.org"))
    assert whole.value == "soffp.vefi@example.org"
    (torn,) = emails_in(fold("Tver, sokolo p@ example.org"))
    assert torn.trust < 0.7
