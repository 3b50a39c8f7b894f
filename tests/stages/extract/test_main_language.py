"""The language of what stands under a template's English labels."""

from pipeline.records.segment import Role
from pipeline.stages.extract import extract
from tests.stages.extract.printed import segment, segments


def test_abstract_and_keywords_under_english_labels_are_in_the_articles_language() -> None:
    read = segments(
        segment("Detección de helechos utilizando una red neuronal", Role.TITLE, language="es"),
        segment("Carla Musgo Templado, Hamza Abeto", Role.AUTHORS, language="es"),
        segment("Abstract— Sistema de detección de helechos con una red.", Role.ABSTRACT, language="en"),
        segment("Keywords— detección de musgos, helechos, red", Role.KEYWORDS, language="en"),
        language="es",
    )
    found = extract(read)
    assert set(found.abstract) == {"es"}
    assert [k.value for k in found.keywords["es"]] == ["detección de musgos", "helechos", "red"]


def test_an_english_abstract_stays_english() -> None:
    read = segments(
        segment("Detección de helechos utilizando una red neuronal", Role.TITLE, language="es"),
        segment("Carla Musgo Templado", Role.AUTHORS, language="es"),
        segment(
            "Abstract— A system that finds the ferns of a moor with a net.", Role.ABSTRACT, language="en"
        ),
        language="es",
    )
    assert set(extract(read).abstract) == {"en"}
