"""A missing value of which the pages show no trace is information; one that they seem to print is a doubt."""

import pytest

from pipeline.records.article import Article, Kind, Severity
from pipeline.records.segment import Role, Segments
from pipeline.stages.check.codes import flag
from pipeline.stages.check.traces import quiet
from tests.stages.extract.printed import segment, segments

NOTHING = Article(kind=Kind.ARTICLE, language="en")


def _severity(code: str, *found: tuple[str, Role]) -> Severity:
    read: Segments = segments(*(segment(text, role, language="en") for text, role in found), language="en")
    return quiet(flag(code, code.partition(".")[0]), NOTHING, read).severity


@pytest.mark.parametrize(
    ("code", "text", "role", "severity"),
    [
        ("year.missing", "Journal of Things, January 2021", Role.RUNNING_HEAD, Severity.WARNING),
        ("year.missing", "In 2010 we began to count ferns.", Role.BODY, Severity.INFO),
        ("year.missing", "https://doi.org/10.1000/2019.12", Role.RUNNING_HEAD, Severity.INFO),
        ("journal.missing", "Vestnik of Somewhere", Role.RUNNING_HEAD, Severity.WARNING),
        ("journal.missing", "12", Role.RUNNING_HEAD, Severity.INFO),
        ("journal.missing", "Original article", Role.RUNNING_HEAD, Severity.INFO),
        ("affiliations.missing", "Department of Ferns, University of Somewhere", Role.BODY, Severity.WARNING),
        ("affiliations.missing", "A. Doe¹, B. Roe²", Role.AUTHORS, Severity.WARNING),
        ("affiliations.missing", "Ferns grow in the shade.", Role.BODY, Severity.INFO),
        ("abstract.missing", "Ferns grow in the shade.", Role.BODY, Severity.WARNING),
    ],
)
def test_a_trace_makes_a_doubt(code: str, text: str, role: Role, severity: Severity) -> None:
    assert _severity(code, (text, role)) is severity
