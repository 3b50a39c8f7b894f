"""Forms that journals of many countries print: lists of names, addresses, DOIs, citations, labels without values."""

from __future__ import annotations

import pytest

from pipeline.languages.alternatives import branches
from pipeline.languages.people import glossed, split_people
from pipeline.records.article import Article, Kind
from pipeline.records.segment import Role
from pipeline.stages.extract import extract
from pipeline.stages.extract.codes.doi import dois_in
from pipeline.stages.extract.codes.doi_roles import DoiRole, role_of
from pipeline.stages.extract.passages import fold
from pipeline.stages.extract.people.addresses import emails_in
from pipeline.stages.extract.roles.main_language import in_its_language
from pipeline.stages.extract.serials.statements import statements
from pipeline.stages.extract.unread import unread
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("José Ortega y Gasset, María López", "es", ["José Ortega y Gasset", "María López"]),
        ("Juan Pérez Gómez y Luis Ortega", "es", ["Juan Pérez Gómez", "Luis Ortega"]),
        ("José Ángel de la Peña y Vega", "es", ["José Ángel de la Peña y Vega"]),
        ("João Silva e Maria Souza", "pt", ["João Silva", "Maria Souza"]),
        ("von Anna Bell und Carl Dent", "de", ["Anna Bell", "Carl Dent"]),
        ("von Weizsäcker, Anna Bell", "de", ["von Weizsäcker", "Anna Bell"]),
        ("文/张三 李四", "zh", ["张三", "李四"]),
        ("□ 文｜王小明", "zh", ["王小明"]),
        ("何草,石松*，李柏，马松", "zh", ["何草", "石松", "李柏", "马松"]),
        ("何小草」　石　松」　李柏²", "zh", ["何小草", "石松", "李柏"]),
        ("何小草}，石松', 李柏", "zh", ["何小草", "石松", "李柏"]),
        ("He Cao' Shi Song, Li Bai", "en", ["He Cao", "Shi Song", "Li Bai"]),
        ("何草，石松，．沼泽生物", "zh", ["何草", "石松", "沼泽生物"]),
        ("何小草 石松卷柏木", "zh", ["何小草", "石松卷柏木"]),
        ("И. И. Иванов, П. П. Петров", "ru", ["И. И. Иванов", "П. П. Петров"]),
        ("П.А.Лесов, Е.Д.Федоров", "ru", ["П.А.Лесов", "Е.Д.Федоров"]),
        ("Nguyễn Văn An, Trần Thị Bình", "vi", ["Nguyễn Văn An", "Trần Thị Bình"]),
    ],
)
def test_lists_of_names(text: str, language: str, names: list[str]) -> None:
    assert [person.name for person in split_people(text, language)] == names


@pytest.mark.parametrize(
    ("text", "native", "latin"),
    [
        ("김민지¹(Minji Kim), 이서준(Seojun Lee)", "김민지, 이서준", "Minji Kim, Seojun Lee"),
        ("鈴木 花子（Hanako SUZUKI）", "鈴木 花子", "Hanako SUZUKI"),
        ("张三（Department of X）, 李四, 王五, 赵六", "", ""),
        ("김민지, 이서준", "", ""),
    ],
)
def test_names_with_their_latin_form_in_brackets(text: str, native: str, latin: str) -> None:
    assert glossed(text) == (native, latin)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("{anna.bell,carl_dent}@example.org", ["anna.bell@example.org", "carl_dent@example.org"]),
        ("(a1; b2)@cs.example.edu", ["a1@cs.example.edu", "b2@cs.example.edu"]),
        ("(see note) anna@example.org", ["anna@example.org"]),
    ],
)
def test_addresses_that_share_their_host(text: str, addresses: list[str]) -> None:
    assert [mail.value for mail in emails_in(text)] == addresses


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi： 10. 6041 / j. issn. 1000-1298. 2019. 12. 049", "10.6041/j.issn.1000-1298.2019.12.049"),
        ("DOI： 10. 13462 / j. cnki. abcdef. 2021. 10. 018 文章编号", "10.13462/j.cnki.abcdef.2021.10.018"),
        ("DOI:10.16652/j.issn.1004⁃3738.2022.20.032", "10.16652/j.issn.1004-3738.2022.20.032"),
        ("doi: 10.1234/abc.2020.01 Received 2 May", "10.1234/abc.2020.01"),
    ],
)
def test_dois_with_spaces_and_odd_dashes(text: str, doi: str) -> None:
    assert [found.value for found in dois_in(fold(text))] == [doi]


@pytest.mark.parametrize(
    ("before", "doi", "role"),
    [
        ("https://doi.org/", "10.1234/abc", DoiRole.ARTICLE),
        ("Data: ", "10.5281/zenodo.123", DoiRole.DATA_SET),
        ("The data set is available at https://doi.org/", "10.1234/abc", DoiRole.DATA_SET),
        ("数据集 DOI：", "10.1234/abc", DoiRole.DATA_SET),
        ("[12] Smith J. A paper. Journal, 2019. doi:", "10.1234/abc", DoiRole.OTHER),
        ("This article corrects the one published as doi:", "10.1234/abc", DoiRole.OTHER),
        ("The data are open. DOI: ", "10.1234/abc", DoiRole.ARTICLE),
    ],
)
def test_whose_doi_it_is(before: str, doi: str, role: DoiRole) -> None:
    assert role_of(before + doi, len(before), doi) is role


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Z. Testforsch. 54a, 272-273 (1999)", ("1999", "54a", None, "272", "273")),
        ("Вестник. - 2020. - Т. 5, № 2. - С. 10-20.", ("2020", "5", "2", "10", "20")),
        ("Rev. Bras., v. 3, n. 2, p. 10-20, 2015", ("2015", "3", "2", "10", "20")),
        ("제35권 제2호, 2020년, pp. 15-30", ("2020", "35", "2", "15", "30")),
        ("Econ. Test., Campinas, v. 33, n. 3 (82), 2024.", ("2024", "33", "3", None, None)),
        ("Teste, Campinas, 33:e200057, 2021", ("2021", "33", None, "e200057", None)),
        ("Heart 2010;96:272e278", ("2010", "96", None, "272", "278")),
        ("张三. 题名[J]. 刊名, 2020, 41(3): 30-35", ("2020", "41", "3", "30", "35")),
    ],
)
def test_citation_lines(text: str, said: tuple[str | None, ...]) -> None:
    found = statements(text)[0]
    assert (found.year, found.volume, found.issue, found.first, found.last) == said


def test_an_article_number_is_no_page() -> None:
    found = extract(segments(segment("Testes, v. 33, e200057, 2021", Role.RUNNING_HEAD), language="pt"))
    assert found.article_number is not None
    assert found.article_number.value == "e200057"
    assert found.first_page is None


@pytest.mark.parametrize(
    ("role", "text", "path"),
    [
        (Role.KEYWORDS, "关键词：", "keywords.zh"),
        (Role.DATES, "收稿日期：", "dates.received"),
        (Role.IDENTIFIERS, "中图分类号：", "clc"),
        (Role.FUNDING, "基金项目：无", None),
        (Role.BODY, "关键词：", None),
    ],
)
def test_a_label_without_a_value_is_flagged(role: Role, text: str, path: str | None) -> None:
    nothing = Article(kind=Kind.ARTICLE, language="zh")
    assert [f.path for f in unread(nothing, segments(segment(text, role)))] == ([path] if path else [])


def test_the_body_tells_the_language_of_a_document_with_a_title_in_another() -> None:
    body = "Este estudo compara o perfil da publicação científica brasileira e o da chinesa na área. " * 15
    read = segments(
        segment("The Brazilian publication", Role.TITLE, language="en"),
        segment(body, Role.BODY, language="pt"),
        language="en",
    )
    assert in_its_language(read).language == "pt"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Coleta de Plantas em Jardins e Critérios de Escolha", "pt"),
        ("Collection of Plants in the Gardens", "en"),
    ],
)
def test_a_title_over_the_english_abstract_is_in_the_language_of_its_words(title: str, language: str) -> None:
    read = segments(
        segment(title, Role.TITLE, language="en"),
        segment("Ana Silva", Role.AUTHORS, language="en"),
        segment("Abstract. We collect plants.", Role.ABSTRACT, language="en"),
        segment("Resumo. Coletamos plantas.", Role.ABSTRACT, language="pt"),
        language="pt",
    )
    found = in_its_language(read).segments
    assert [s.language for s in found] == [language, language, "en", "pt"]


def test_branches_match_the_longest_form() -> None:
    import re

    pattern = re.compile(branches([list("received"), list("receive"), list("revised"), list("accepted")]))
    assert [m[0] for m in pattern.finditer("received revised receive accepted recei")] == [
        "received",
        "revised",
        "receive",
        "accepted",
    ]
