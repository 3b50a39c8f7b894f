"""Front matter as journals of several countries print it, from the page to the article."""

from __future__ import annotations

import pytest

from pipeline.records.article import Article, Kind
from pipeline.records.text import PageText
from pipeline.stages.extract import extract
from pipeline.stages.extract.people.authors import named_in
from pipeline.stages.segment import segment
from tests.stages.segment.printed import page

BODY = [
    "慢性疾病目前为全球重要的死亡原因，造成了巨大的社会经济负担。据估计到2050年全球的经济成本预计将达数万亿美元。",
    "我国四十岁以上人群患病率高达百分之十三，而且死亡率居全球前列，因此有必要研究其危险因素并进行早期干预。",
]

MEDICAL_ASSOCIATION = page(
    "某某肿瘤杂志2023年5月第45卷第5期",
    "·临床研究·",
    ["局部晚期直肠癌新辅助治疗后", "观察等待策略的临床研究"],
    "张三¹　李　四²　王小五¹",
    "¹某某医院结直肠外科，北京 100021；²某某大学第一医院普通外科，北京 100034",
    "通信作者：王小五，Email：wangxw@example.ac.cn",
    [
        "【摘要】　目的　探讨疗效。方法　回顾性分析120例患者的临床资料。",
        "结果　生存率为92.3%。结论　安全可行。",
    ],
    "【关键词】　直肠肿瘤；　新辅助治疗；　观察等待",
    "基金项目：某市自然科学基金（7202148）",
    *BODY,
    sizes={2: 70, 3: 46},
)
SPACES_ONLY = page(
    "现代某某医学 2010 年第 3 期",
    "乙型肝炎病毒相关肝癌的CT诊断",
    "刘 伟 陈建国 赵 敏",
    "(江州市第三人民医院放射科, 江州 330003)",
    "摘　要　目的: 探讨价值。方法: 分析资料。结果: 准确率为91.2%。结论: 有价值。",
    "关键词　肝肿瘤　体层摄影术　X线计算机",
    "中图分类号　R735.7　　文献标识码　B",
    *BODY,
    sizes={1: 70, 2: 46},
)
AUTHORS_FIRST = page(
    "УДК 616.12-008.331.1",
    "Иванов И.И., Петрова А.С., Сидоров П.К.",
    "ЭФФЕКТИВНОСТЬ ТЕРАПИИ АРТЕРИАЛЬНОЙ ГИПЕРТЕНЗИИ У ПОЖИЛЫХ",
    "ФГБОУ ВО «Северный медицинский университет» Минздрава России, г. Северск",
    ["Аннотация. Цель. Оценить эффективность. Материалы и методы. Обследовано 120 больных. Результаты. Снижение.", "Выводы. Терапия эффективна."],
    "Ключевые слова: гипертензия, пожилые, терапия",
    sizes={2: 50},
)  # fmt: skip
LETTERS = page(
    "ARTÍCULO ORIGINAL",
    "Prevalencia de hipertensión arterial en población rural",
    "Juan Pérez Gómeza, María del Carmen López Ruizb,* y Luis Ortegaa",
    "a Servicio de Cardiología, Hospital General, Sevilla, España",
    "b Departamento de Medicina, Universidad de Cádiz, España",
    "RESUMEN",
    ["Introducción: La hipertensión es frecuente. Material y métodos: Estudio de 350 adultos.", "Resultados: Fue del 32,5 %. Conclusiones: Es elevada."],
    "Palabras clave: Hipertensión arterial. Prevalencia. Población rural.",
    sizes={1: 70},
)  # fmt: skip
NUMBERS_BEHIND = page(
    "원 저",
    "고령자의 낙상 공포와 신체 기능의 관련성",
    "홍길동1·김철수2·이영희1",
    "한국대학교 의과대학 재활의학교실1, 서울병원 간호부2",
    "국문초록",
    "목적: 관련성을 알아보았다. 방법: 고령자 120명이 참여하였다. 결과: 관련이 있었다. 결론: 서로 관련된다.",
    "중심단어: 낙상, 노인, 공포",
    sizes={1: 70},
)

SIDE_BY_SIDE_LANGUAGES = page(
    "ARTIGO ORIGINAL",
    "Prevalência de hipertensão arterial em idosos da zona rural",
    "João Pereira da Silva¹, Ana Lúcia dos Santos²",
    "¹ Universidade Federal do Norte, Departamento de Medicina, Belém, Brasil.",
    "² Hospital das Clínicas, Serviço de Cardiologia, Manaus, Brasil.",
    "RESUMO",
    ["Objetivo: Estimar a prevalência. Métodos: Estudo transversal com 350 idosos.", "Resultados: A prevalência foi de 32,5%. Conclusões: É elevada."],
    "Palavras-chave: Hipertensão. Idoso. População rural.",
    "ABSTRACT",
    ["Objective: To estimate the prevalence. Methods: Cross-sectional study of 350 elderly people.", "Results: The prevalence was 32.5%. Conclusions: It is high."],
    "Keywords: Hypertension. Aged. Rural population.",
    sizes={1: 70},
)  # fmt: skip
UKRAINIAN = page(
    "УДК 616.12-008.331.1",
    "Клінічна ефективність терапії артеріальної гіпертензії в осіб похилого віку",
    "Петренко О. В., Іваненко І. С.",
    "Північний медичний університет, м. Суми, Україна",
    ["Анотація. Мета. Оцінити ефективність. Матеріали і методи. Обстежено 120 хворих. Результати. Зниження.", "Висновки. Терапія ефективна."],
    "Ключові слова: гіпертензія, похилий вік, терапія",
    sizes={1: 60},
)  # fmt: skip


def article(printed: PageText) -> Article:
    return extract(segment([printed]))


@pytest.mark.parametrize(
    ("printed", "language", "title", "names", "keywords", "headings"),
    [
        (MEDICAL_ASSOCIATION, "zh", "局部晚期直肠癌新辅助治疗后观察等待策略的临床研究", ["张三", "李四", "王小五"], ["直肠肿瘤", "新辅助治疗", "观察等待"], ["目的", "方法", "结果", "结论"]),
        (SPACES_ONLY, "zh", "乙型肝炎病毒相关肝癌的CT诊断", ["刘伟", "陈建国", "赵敏"], ["肝肿瘤", "体层摄影术", "X线计算机"], ["目的", "方法", "结果", "结论"]),
        (AUTHORS_FIRST, "ru", "ЭФФЕКТИВНОСТЬ ТЕРАПИИ АРТЕРИАЛЬНОЙ ГИПЕРТЕНЗИИ У ПОЖИЛЫХ", ["Иванов И.И.", "Петрова А.С.", "Сидоров П.К."], ["гипертензия", "пожилые", "терапия"], ["Цель", "Материалы и методы", "Результаты", "Выводы"]),
        (LETTERS, "es", "Prevalencia de hipertensión arterial en población rural", ["Juan Pérez Gómez", "María del Carmen López Ruiz", "Luis Ortega"], ["Hipertensión arterial", "Prevalencia", "Población rural"], ["Introducción", "Material y métodos", "Resultados", "Conclusiones"]),
        (SIDE_BY_SIDE_LANGUAGES, "pt", "Prevalência de hipertensão arterial em idosos da zona rural", ["João Pereira da Silva", "Ana Lúcia dos Santos"], ["Hipertensão", "Idoso", "População rural"], ["Objetivo", "Métodos", "Resultados", "Conclusões"]),
        (UKRAINIAN, "uk", "Клінічна ефективність терапії артеріальної гіпертензії в осіб похилого віку", ["Петренко О. В.", "Іваненко І. С."], ["гіпертензія", "похилий вік", "терапія"], ["Мета", "Матеріали і методи", "Результати", "Висновки"]),
        (NUMBERS_BEHIND, "ko", "고령자의 낙상 공포와 신체 기능의 관련성", ["홍길동", "김철수", "이영희"], ["낙상", "노인", "공포"], ["목적", "방법", "결과", "결론"]),
    ],
)  # fmt: skip
def test_front_matter(
    printed: PageText, language: str, title: str, names: list[str], keywords: list[str], headings: list[str]
) -> None:
    found = article(printed)
    assert found.kind is Kind.ARTICLE
    assert found.title[language].value == title
    assert [a.name[language].value for a in found.authors] == names
    assert [f.value for f in found.keywords[language]] == keywords
    assert [s.heading for s in found.abstract[language].sections] == headings


@pytest.mark.parametrize(
    ("printed", "ids"),
    [
        (MEDICAL_ASSOCIATION, [(1,), (2,), (1,)]),
        (LETTERS, [(1,), (2,), (1,)]),
        (NUMBERS_BEHIND, [(1,), (2,), (1,)]),
    ],
)
def test_marks_lead_to_affiliations(printed: PageText, ids: list[tuple[int, ...]]) -> None:
    found = article(printed)
    assert [a.affiliations for a in found.authors] == ids
    assert len(found.affiliations) == 2


def test_a_table_of_contents_is_no_article() -> None:
    contents = page(
        "目　次",
        [
            "肺癌的早期诊断 …… 张三，李四（1）",
            "胃癌的化疗进展 …… 王五，赵六（5）",
            "肝癌的介入治疗 …… 钱七（9）",
            "乳腺癌的筛查 ……… 孙八（12）",
        ],
        sizes={0: 70},
    )
    found = article(contents)
    assert found.kind is Kind.DOCUMENT
    assert [f.code for f in found.flags] == ["document.contents"]
    assert not found.authors
    assert not found.abstract
    assert found.doi is None


def test_two_articles_on_a_page_are_flagged() -> None:
    both = page(
        "第一篇文章的题目是关于肺癌的研究",
        "张三，李四，王五",
        "【摘要】第一篇文章的摘要。",
        "【关键词】肺癌；诊断",
        "第二篇文章的题目是关于胃癌的研究",
        "赵六，钱七，孙八",
        "【摘要】第二篇文章的摘要。",
        "【关键词】胃癌；诊断",
        sizes={0: 70, 4: 70},
    )
    found = article(both)
    assert [f.code for f in found.flags] == ["document.several_articles"]
    assert found.abstract["zh"].text.value == "第一篇文章的摘要。"
    assert [f.value for f in found.keywords["zh"]] == ["肺癌", "诊断"]
    assert [a.name["zh"].value for a in found.authors] == ["张三", "李四", "王五"]


def test_a_journals_name_in_the_masthead_is_no_title() -> None:
    found = article(
        page(
            "第42卷 第3期 2022年5月",
            "Journal of East Some University (Medical Edition)",
            "DOI：10.16118/j.1000-5439.2022.03.012",
            "miR-34a调控肝癌细胞凋亡的机制研究",
            "张　伟¹，刘晓东¹*，司马青¹",
            "(1.华东某某大学医学院，上海 200241)",
            "摘　要：为研究其影响，采用流式细胞术检测细胞凋亡。结果表明，凋亡率由5.2%升至23.1%。",
            "关键词：肝癌；细胞凋亡",
            *BODY,
            sizes={1: 46, 3: 70},
        )
    )
    assert set(found.title) == {"zh"}
    assert found.journal["en"].value == "Journal of East Some University (Medical Edition)"


KEYWORDS_BELOW = page(
    "Adherencia al tratamiento en pacientes ancianos",
    "Lucía Fernández-Ríos¹*, Íñigo Etxeberria¹ y Carmen del Valle²",
    ["Recibido el 7 de abril de 2017", "Aceptado el 5 de octubre de", "2017"],
    ["Palabras clave:", "Anticoagulantes orales", "Adherencia", "Anciano (fuente: DeCS BIREME)"],
    "RESUMEN",
    ["Objetivo: Evaluar la adherencia en 326 pacientes. Resultados: La adherencia fue del 71,5%.", "Conclusiones: La adherencia es mejorable."],
    ["Las enfermedades son frecuentes y constituyen una de las principales causas de muerte en el mundo actual.", "El pronóstico de muchos pacientes sigue siendo desfavorable pese a los avances del tratamiento médico."],
    ["¹ Servicio de Medicina Interna, Hospital Ejemplo, Bilbao, España", "² Departamento de Farmacología, Universidad Ejemplo, Madrid, España"],
    ["Autor para correspondencia:", "Lucía Fernández-Ríos", "lfrios@ejemplo.es"],
    sizes={0: 70},
)  # fmt: skip


def test_lists_below_their_labels_and_places_at_the_foot() -> None:
    found = article(KEYWORDS_BELOW)
    assert [f.value for f in found.keywords["es"]] == ["Anticoagulantes orales", "Adherencia", "Anciano"]
    assert found.accepted is not None
    assert found.accepted.value == "2017-10-05"
    assert [a.affiliations for a in found.authors] == [(1,), (1,), (2,)]
    assert [a.corresponding for a in found.authors] == [True, False, False]
    assert [a.email.value for a in found.authors if a.email] == ["lfrios@ejemplo.es"]


def test_a_doi_inside_a_reference_is_not_the_articles() -> None:
    found = article(
        page(
            *[["肠道菌群的研究进展"], ["徐静，申屠建华"], ["[摘要] 本文就研究进展作一综述，以期为防治提供参考。"], ["[关键词] 菌群；益生菌"]],
            *BODY,
            ["[1] SMITH J, DOE A. Gut microbiota in liver disease[J]. Gut,", "2018, 67(2): 200-210. doi: 10.1136/gutjnl-2017-314444."],
            sizes={0: 70},
        )
    )  # fmt: skip
    assert found.doi is None


@pytest.mark.parametrize(
    ("name", "letters", "expected"),
    [
        ("Olga Petrova", "E-mail: op@some.edu (O. Petrova).", True),
        ("А.В. Соколова", "Автор, ответственный за переписку: Соколова А.В.", True),
        ("Wei Zhang", "E-mail: op@some.edu (O. Petrova).", False),
        ("王晓梅", "通信作者：王晓梅，Email", True),
    ],
)
def test_who_is_named_in_the_correspondence(name: str, letters: str, expected: bool) -> None:
    assert named_in(name, letters) is expected


TWO_TITLES = page(
    "Article original",
    ["Évaluation de l’éducation thérapeutique chez", "les patients diabétiques"],
    "Evaluation of therapeutic education in diabetic patients",
    "C. Lefèvreᵃ,*, N. Le Goffᵃ",
    "ᵃ Service d’endocrinologie, CHU de Ville, 35000 Ville, France",
    ["Résumé", "Objectif. – Évaluer l’effet de l’éducation sur le contrôle. Résultats. – L’HbA1c a diminué de 8,9 à 7,6 %."],
    "Mots clés : Diabète ; Éducation thérapeutique",
    ["Abstract", "Objective. – To evaluate the effect of education on control. Results. – HbA1c fell from 8.9 to 7.6%."],
    "Keywords: Diabetes; Therapeutic education",
    "0248-8663/© 2019 Elsevier Masson SAS. Tous droits réservés.",
    sizes={1: 70, 2: 50},
)  # fmt: skip
PEOPLE_FIRST = page(
    "K. Müller-Lüdenscheidt¹ · F. von der Heide²",
    ["¹Klinik für Innere Medizin, Universitätsklinikum Musterstadt, Deutschland", "²Institut für Epidemiologie, Universität Beispiel, Deutschland"],
    "Versorgung von Patienten mit Herzinsuffizienz",
    ["Zusammenfassung", "Hintergrund. Die Versorgung ist lückenhaft. Ergebnisse. Eine Therapie erhielten 58,7 % der Patienten."],
    ["Schlüsselwörter", "Herzinsuffizienz · Leitlinien"],
    sizes={2: 70},
)  # fmt: skip
NAMED_IN_PLACES = page(
    "不同剂量对老年患者术后谵妄的影响",
    "黄志强　诸葛亮　林 芳",
    "【摘要】　目的　观察不同剂量的影响。方法　选择老年患者150例。结果　发生率为8.0%。结论　可减少谵妄。",
    "【关键词】　谵妄；　老年人",
    *BODY,
    "作者单位：510080　广州，某某人民医院麻醉科（黄志强、诸葛亮）；510060　广州，某某肿瘤医院（林芳）",
    "通信作者：林芳，Email：linfang_gz@163.com",
    sizes={0: 70},
)


def test_a_title_in_each_language_over_the_same_people() -> None:
    found = article(TWO_TITLES)
    assert {code: f.value for code, f in found.title.items()} == {
        "fr": "Évaluation de l’éducation thérapeutique chez les patients diabétiques",
        "en": "Evaluation of therapeutic education in diabetic patients",
    }
    assert [a.name["fr"].value for a in found.authors] == ["C. Lefèvre", "N. Le Goff"]
    assert [a.affiliations for a in found.authors] == [(1,), (1,)]
    assert found.issn is not None
    assert found.issn.value == "0248-8663"


def test_people_and_places_above_the_title() -> None:
    found = article(PEOPLE_FIRST)
    assert found.title["de"].value == "Versorgung von Patienten mit Herzinsuffizienz"
    assert [a.affiliations for a in found.authors] == [(1,), (2,)]


def test_places_that_name_their_people() -> None:
    found = article(NAMED_IN_PLACES)
    assert [a.affiliations for a in found.authors] == [(1,), (1,), (2,)]
    assert [a.name["zh"].value for a in found.affiliations] == [
        "510080 广州，某某人民医院麻醉科",
        "510060 广州，某某肿瘤医院",
    ]


def test_lines_that_are_no_writing_warn_only_within_the_front_matter() -> None:
    noise = ["BREIRIr b wEAER (*l%%%é&w>ﬁﬁi%i@ﬁ TRA EMIV", "W%ﬁf%* wEAER (*l%%%é&w>ﬁﬁi%i@ﬁ ANELERLER"]
    front = ["肝癌的介入治疗", "张三，李四", "【摘要】本文探讨疗效，结果满意。", "【关键词】肝癌；介入"]
    above = article(page(front[0], noise, *front[1:], *BODY, sizes={0: 70}))
    below = article(page(*front, *BODY, noise, sizes={0: 70}))
    assert [(f.code, f.severity) for f in above.flags] == [("text.garbled", "warning")]
    assert [(f.code, f.severity) for f in below.flags] == [("text.garbled", "info")]


def test_the_universal_decimal_classification_is_a_field() -> None:
    assert [f.value for f in extract(segment((AUTHORS_FIRST,))).udc] == ["616.12-008.331.1"]
