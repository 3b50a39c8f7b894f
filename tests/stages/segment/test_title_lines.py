"""Lines of a title block: what goes on with a title, two titles in one block, names in brackets below."""

from __future__ import annotations

from pipeline.records.segment import Role, Segments
from pipeline.records.text import TextOrigin
from pipeline.stages.extract import extract
from pipeline.stages.segment import segment
from pipeline.stages.segment.bare_abstracts import without_places_amid_text
from pipeline.stages.segment.build import build
from pipeline.stages.segment.pieces import all_pieces
from pipeline.stages.segment.walk import Marked
from tests.stages.segment.printed import page

ABOUT = [
    "Foram medidas as águas de doze poços durante nove anos em três vales, com os mesmos aparelhos e pelas",
    "mesmas pessoas, e compararam-se as secas com os anos de chuva que lhes seguiram em cada um dos vales.",
]
TOLD = [
    "We measured the water of twelve wells over nine years in three valleys, with the same instruments and",
    "by the same people, and compared the droughts with the years of rain that followed them in each valley.",
]


def two_abstracts(title: list[str]) -> Segments:
    return segment(
        [
            page(
                title,
                "Ana Moreira Ruas, João Salgueiro",
                "Universidade dos Vales, Lagoa, Brasil",
                ["Resumo", *ABOUT],
                "Palavras-chave: água; poços; seca",
                ["Abstract", *TOLD],
                "Keywords: water; wells; drought",
                sizes={0: 60},
            )
        ]
    )


def test_a_title_and_its_translation_in_one_block_are_two() -> None:
    title = [
        "Sistema de águas subterrâneas dos vales:",
        "relações entre as secas e os anos",
        "chuvosos",
        "The groundwater system of the valleys: relations",
        "between the droughts and the rainy years",
    ]
    found = extract(two_abstracts(title)).title
    assert found["pt"].value == " ".join(title[:3])
    assert found["en"].value == " ".join(title[3:])


def test_a_title_in_one_language_is_one() -> None:
    title = ["Águas subterrâneas dos vales e dos rios:", "a bacia do Phragmites australis"]
    found = extract(two_abstracts(title)).title
    assert found["pt"].value == " ".join(title)
    assert "en" not in found


def titles(*blocks: list[str] | str, size: int = 60) -> list[str]:
    text = ["The reeds of the lakes grow where the water is low and the wind is weak in every summer."] * 8
    found = segment([page(*blocks, "1 Introduction", text, sizes=dict.fromkeys(range(len(blocks)), size))])
    return [s.text for s in found.of(Role.TITLE)]


def test_a_title_that_a_colon_or_a_hyphen_ends_goes_on_in_its_block() -> None:
    title = [
        "Reading the answers of listeners:",
        "Meaning, Variants, Quality and Analysis of Real-Time-",
        "Measurements",
    ]
    assert titles(title, "Ada Moor", "University of Reeds, Fenton, UK") == [
        "Reading the answers of listeners: Meaning, Variants, Quality and Analysis of Real-Time-Measurements"
    ]


def test_somebody_in_brackets_below_a_chapter_wrote_it() -> None:
    found = extract(
        segment(
            [
                page(
                    ["Rozdział VII", "Wpływ wody na wzrost trzciny", "w jeziorach północnych"],
                    "(Krystian Trzcina)",
                    "1. Wprowadzenie",
                    ["Trzcina rośnie nad jeziorami, a woda w lecie opada i nikt nie wie, jak długo to trwa."]
                    * 8,
                    sizes={0: 70, 1: 46},
                )
            ]
        )
    )
    assert [t.value for t in found.title.values()] == ["Wpływ wody na wzrost trzciny w jeziorach północnych"]
    assert [n.value for a in found.authors for n in a.name.values()] == ["Krystian Trzcina"]


def test_a_note_at_the_foot_below_the_text_is_in_its_language() -> None:
    said = ["Das Schilf wächst an den Ufern der Seen, und niemand weiß, wie lange das Wasser im Sommer"] * 8
    roles = [
        ("Wovon das Schilf in den nördlichen Seen lebt", Role.TITLE),
        ("Ada Moor", Role.AUTHORS),
        ("What the reeds of the northern lakes live on", Role.TITLE),
        (" ".join(TOLD), Role.ABSTRACT),
        (" ".join(said), Role.BODY),
        ("Prof. Dr. Ada Moor", Role.AUTHORS),
        ("Universität Schilfhausen, Seestraße 3, D-95447 Schilfhausen", Role.AFFILIATIONS),
    ]
    pieces = all_pieces([page(*(text for text, _ in roles))])
    marked = [Marked(piece, role, -n) for n, (piece, (_, role)) in enumerate(zip(pieces, roles, strict=True))]
    codes = [s.language for s in build(marked, TextOrigin.TEXT_LAYER).segments]
    assert codes == ["de", "de", "en", "en", "de", "de", "de"]


def test_a_minus_sign_sets_off_a_label_and_a_numbered_heading_ends_keywords() -> None:
    found = extract(
        segment(
            [
                page(
                    ["Layanan air untuk danau di utara"],
                    "Ana Sari#1, Danny Mawar*2",
                    ["Abstract", *TOLD],
                    "Keywords \u2212 Water, Wells, Drought .",
                    [
                        "I. PENDAHULUAN",
                        "Air danau turun pada musim panas dan naik pada musim hujan setiap tahun.",
                    ],
                    sizes={0: 60},
                )
            ]
        )
    )
    assert [word.value for word in found.keywords["en"]] == ["Water", "Wells", "Drought"]


def test_a_vietnamese_title_block_is_writing_and_degrees_before_names_are_none_of_them() -> None:
    found = segment(
        [
            page(
                ["ẢNH HƯỞNG CỦA ĐỘ ẨM ĐẤT ĐẾN CÂY SẬY", "TRONG BA HỒ NƯỚC Ở MIỀN BẮC"],
                "ThS. LÊ PHƯƠNG SẬY, PGS.TS. NGÔ HỮU HỒ",
                "Trường Đại học Đầm Lầy Hà Nội",
                [
                    "Tóm tắt: Nghiên cứu này đánh giá ảnh hưởng của độ ẩm đất đến sự phát triển của cây sậy trong ba",
                    "hồ nước ở miền Bắc và so sánh với kết quả của các nghiên cứu trước về cây sậy ở các hồ khác.",
                ],
                "Từ khóa: cây sậy, độ ẩm, hồ nước",
                sizes={0: 60},
            )
        ]
    )
    assert [s.text for s in found.of(Role.TITLE)] == [
        "ẢNH HƯỞNG CỦA ĐỘ ẨM ĐẤT ĐẾN CÂY SẬY TRONG BA HỒ NƯỚC Ở MIỀN BẮC"
    ]
    assert [n.value for a in extract(found).authors for n in a.name.values()] == [
        "LÊ PHƯƠNG SẬY",
        "NGÔ HỮU HỒ",
    ]


def test_the_end_of_a_note_in_the_midst_of_its_sentence_is_no_place() -> None:
    thanks = [
        "1 Die Daten wurden von der Gesellschaft für Schilf erhoben und für die Auswertung zugänglich gemacht.",
        "Weiterhin gilt mein Dank Rainer Moor für die Anregung und Ada Fenn, Dominik Ried, Thomas Binse und",
        "Zieglhofer und zwei anonymen Gutachtern für hilfreiche Anmerkungen zu früheren Versionen.",
    ]
    pieces = all_pieces([page(thanks)])
    roles = (Role.OTHER, Role.OTHER, Role.AFFILIATIONS)
    marked = [Marked(piece, role, 0) for piece, role in zip(pieces, roles, strict=True)]
    assert [m.role for m in without_places_amid_text(marked)] == [Role.OTHER, Role.OTHER, Role.BODY]
