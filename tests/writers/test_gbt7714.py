"""Citation text against the rules of GB/T 7714.

Rules by their place in the 2015 edition (the 2025 edition keeps them unless said): 8.1.1 family name first, given names
of Western form as initials without full stops, pinyin family names in capitals; 8.1.2 three names, then "等" or its
counterpart; 8.8.3 and the examples of 4.4 for year, volume(issue): pages, `2013(1)` without volume, `57(5/6)` for a double
issue; 4.1.2 and appendix B for [J] and [J/OL]. In the 2025 examples family names are no longer all capitals
(`Saito M, Miyazaki K`, `Wang Xinya`), and an article online is [J/OL] with its address, without a date of access.
"""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.writers.gbt7714 import gbt7714, gbt7714_2015
from tests.records.made import record

DOI = "10.1234/a.1"


def cited(language: str, title: str, journal: str, names: list[str], **changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = {
        "language": language,
        "title": {language: title},
        "journal": {language: journal},
        "authors": [
            {
                "name": {language: name} if isinstance(name, str) else name,
                "affiliations": [],
                "corresponding": False,
                "email": None,
                "orcid": None,
            }
            for name in names
        ],
        "year": 2012,
        "volume": "52",
        "issue": "11",
        "first_page": "1518",
        "last_page": "1523",
        "doi": None,
        "translated": [],
    }
    return content | changes


CASES = [
    pytest.param(
        cited("zh", "主体资质审核备案模式", "清华大学学报(自然科学版)", ["于潇", "刘义", "柴跃廷", "孙宏波"]),
        "于潇, 刘义, 柴跃廷, 等. 主体资质审核备案模式[J]. 清华大学学报(自然科学版), 2012, 52(11): 1518-1523.",
        "于潇, 刘义, 柴跃廷, 等. 主体资质审核备案模式[J]. 清华大学学报(自然科学版), 2012, 52(11): 1518-1523.",
        id="four Chinese authors",
    ),
    pytest.param(
        cited("zh", "题名", "文献", ["杨洪升"], volume=None, issue="1", first_page="56", last_page="75"),
        "杨洪升. 题名[J]. 文献, 2012(1): 56-75.",
        "杨洪升. 题名[J]. 文献, 2012(1): 56-75.",
        id="no volume",
    ),
    pytest.param(
        cited("zh", "题名", "刊名", ["李鹏", "欧阳静", "王海"], doi=DOI),
        f"李鹏, 欧阳静, 王海. 题名[J/OL]. 刊名, 2012, 52(11): 1518-1523. https://doi.org/{DOI}.",
        f"李鹏, 欧阳静, 王海. 题名[J]. 刊名, 2012, 52(11): 1518-1523. DOI:{DOI}.",
        id="three Chinese authors and a DOI",
    ),
    pytest.param(
        cited("en", "Jadeite-bearing metagabbro", "Bulletin", ["Saito M.", "Miyazaki Kazuhiro-Ken"])
        | {"issue": "5-6", "first_page": "169", "last_page": None},
        "Saito M, Kazuhiro-Ken M. Jadeite-bearing metagabbro[J]. Bulletin, 2012, 52(5/6): 169.",
        "SAITO M, KAZUHIRO-KEN M. Jadeite-bearing metagabbro[J]. Bulletin, 2012, 52(5/6): 169.",
        id="Western form, a double issue",
    ),
    pytest.param(
        cited(
            "en",
            "Unmixing before fusion",
            "CVPR",
            ["Yang YU", "PAN Erting", "Xinya WANG", "OUYANG Jing"],
            doi=DOI,
        ),
        f"Yu Yang, Pan Erting, Wang Xinya, et al. Unmixing before fusion[J/OL]. CVPR, 2012, 52(11): 1518-1523. https://doi.org/{DOI}.",
        f"YU Yang, PAN Erting, WANG Xinya, et al. Unmixing before fusion[J]. CVPR, 2012, 52(11): 1518-1523. DOI:{DOI}.",
        id="pinyin",
    ),
    pytest.param(
        cited(
            "en",
            "Controlled manipulation",
            "J Opt",
            ["Stewart D. Jenkins", "Ludwig van Beethoven", "A.-B. Cœur"],
        ),
        "Jenkins S D, van Beethoven L, Cœur A B. Controlled manipulation[J]. J Opt, 2012, 52(11): 1518-1523.",
        "JENKINS S D, VAN BEETHOVEN L, CŒUR A B. Controlled manipulation[J]. J Opt, 2012, 52(11): 1518-1523.",
        id="initials and particles",
    ),
    pytest.param(
        cited("ja", "題名", "雑誌", ["佐々木健太郎", "長谷川 翔", "渡邉陽子", "五十嵐美咲"]),
        "佐々木健太郎, 長谷川翔, 渡邉陽子, ほか. 題名[J]. 雑誌, 2012, 52(11): 1518-1523.",
        "佐々木健太郎, 長谷川翔, 渡邉陽子, ほか. 題名[J]. 雑誌, 2012, 52(11): 1518-1523.",
        id="Japanese",
    ),
    pytest.param(
        cited("ru", "Название", "Журнал", ["Щербакова Е.Н.", "Ёлкин П.А.", "Жукова Ю.С.", "Петров И."]),
        "Щербакова Е Н, Ёлкин П А, Жукова Ю С, и др. Название[J]. Журнал, 2012, 52(11): 1518-1523.",
        "ЩЕРБАКОВА Е Н, ЁЛКИН П А, ЖУКОВА Ю С, и др. Название[J]. Журнал, 2012, 52(11): 1518-1523.",
        id="Russian",
    ),
    pytest.param(
        cited("zh", "题名", "刊名", [], volume=None, issue=None, first_page=None),
        "题名[J]. 刊名, 2012.",
        "题名[J]. 刊名, 2012.",
        id="no author, no pages",
    ),
    pytest.param(
        cited("zh", "指南", "刊名", ["中国肺癌协作组"], kind="document", volume=None, issue=None, year=None)
        | {"first_page": None, "journal": {}},
        "中国肺癌协作组. 指南[Z].",
        "中国肺癌协作组. 指南[Z].",
        id="a group's document",
    ),
]


@pytest.mark.parametrize(("content", "edition_2025", "edition_2015"), CASES)
def test_citations(content: dict[str, Any], edition_2025: str, edition_2015: str) -> None:
    assert gbt7714(record(**content)) == edition_2025 + "\n"
    assert gbt7714_2015(record(**content)) == edition_2015 + "\n"


def test_machine_titles_are_not_cited() -> None:
    assert gbt7714(record(title={"en": "Machine title"}, translated=["title.en"])) == ""
