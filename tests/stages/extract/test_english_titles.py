"""English titles, names and places of East Asian papers that stand without a label."""

from pipeline.records.base import BBox
from pipeline.records.segment import Role, Segment, Segments
from pipeline.stages.extract import extract
from pipeline.stages.extract.roles.english_titles import with_english_titles
from tests.stages.extract.printed import segment, segments


def higher(one: Segment, by: int) -> Segment:
    """The segment in larger type."""
    lines = tuple(
        line.model_copy(
            update={"bbox": BBox(line.bbox.left, line.bbox.top, line.bbox.right, line.bbox.bottom + by)}
        )
        for line in one.lines
    )
    return one.model_copy(update={"lines": lines})


def paper(*more: Segment) -> Segments:
    return segments(
        segment("庭の植物の保存", Role.TITLE, language="ja"),
        segment("山田 太郎†　鈴木 花子‡", Role.AUTHORS, language="ja"),
        segment("概要：庭の植物について述べる．", Role.ABSTRACT, language="ja"),
        *more,
        segment("1. はじめに\n庭の植物は多い．\n本稿では保存を述べる．", Role.BODY, language="ja"),
        language="ja",
    )


def test_a_title_in_larger_type_between_abstract_and_text() -> None:
    title = segment("Preservation of Plants in a Garden", Role.BODY, language="en")
    found = extract(paper(higher(title, 8)))
    assert found.title["en"].value == "Preservation of Plants in a Garden"
    assert "en" not in extract(paper(title)).title


def test_an_address_is_no_title() -> None:
    address = segment("Available from https://www.example.org for all", Role.BODY, language="en")
    assert "en" not in extract(paper(higher(address, 8))).title


def test_a_note_with_title_names_and_places() -> None:
    note = segment(
        "Preservation of plants\nin a garden\n† Taro Yamada,\nFaculty of Soils, Alpha University\n‡ Hanako Suzuki,\nBeta Gardens, Ltd.",
        Role.BODY,
        language="en",
    )
    found = extract(with_english_titles(paper(note)))
    assert found.title["en"].value == "Preservation of plants in a garden"
    assert [a.name["en"].value for a in found.authors] == ["Taro Yamada", "Hanako Suzuki"]
    assert [a.name["en"].value for a in found.affiliations if "en" in a.name] == [
        "Faculty of Soils, Alpha University",
        "Beta Gardens, Ltd",
    ]


def test_a_printed_english_title_stays_the_only_one() -> None:
    read = paper(
        segment("Plants in Gardens of the South", Role.TITLE, language="en"),
        higher(segment("Some other line in large type", Role.BODY, language="en"), 8),
    )
    assert with_english_titles(read) == read
