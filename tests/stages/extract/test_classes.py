"""Classes of JEL, MSC and PACS behind their labels, in the words of several languages."""

import pytest

from pipeline.records.segment import Role
from pipeline.stages.extract.codes.classes import find_classes
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("scheme", "text", "classes"),
    [
        ("jel", "JEL: O53, O47, O49.", ["O53", "O47", "O49"]),
        ("jel", "Clasificación JEL: C61; L91", ["C61", "L91"]),
        ("jel", "JEL classification codes: G21 · G28", ["G21", "G28"]),
        ("jel", "Коды JEL: R11, O18", ["R11", "O18"]),
        ("jel", "JEL is a scheme of 1990", []),
        ("msc", "MSC2010: 34L20, 34B07", ["34L20", "34B07"]),
        ("msc", "2010 Mathematics Subject Classification. Primary 60J10; Secondary 60F05, 60-02", ["60J10", "60F05", "60-02"]),
        ("msc", "AMS Subject Classification (2000): 11A07", ["11A07"]),
        ("pacs", "PACS numbers: 05.45.-a, 42.50.Dv", ["05.45.-a", "42.50.Dv"]),
        ("pacs", "pages 05.45 and more", []),
    ],
)  # fmt: skip
def test_classes_behind_their_label(scheme: str, text: str, classes: list[str]) -> None:
    read = segments(segment(text, Role.BODY, language="en"), language="en")
    assert [f.value for f in find_classes(read, scheme)] == classes
