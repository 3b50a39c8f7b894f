"""The log of edits: what the engine gave, with every edit applied, is the text that a field has."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline import flow
from pipeline.engines.toolbox import open_engines
from pipeline.records.article import Origin
from pipeline.records.base import BBox
from pipeline.records.edits import LEFT_OUT, LINE_END, TWO_ENGINES, Edit, edited, origins, repairs, unedited
from pipeline.records.page import Document, MediaType, PageInfo, Source
from pipeline.records.record import RecordEvidence
from pipeline.records.text import Line, LineReading, PageText, Word
from pipeline.records.values import SEVERAL, texts, values
from pipeline.settings import Settings, TranslateSettings
from pipeline.stages.extract import extract
from pipeline.stages.mend import mend
from pipeline.stages.recognize.lookalikes import unmistaken
from pipeline.stages.segment import segment
from pipeline.trace import Trace
from pipeline.writers.record_json import evidence_of
from tests.stages.extract.test_golden import DOCUMENTS
from tests.stages.segment.printed import page

BOX = BBox(0, 0, 900, 30)
LETTERS = "ab12 Ш³⁹-目的"
READ = st.text(alphabet=LETTERS + "\n", max_size=40)
REWRITE = st.tuples(
    st.integers(0, 3), st.integers(0, 200), st.integers(0, 200), st.text(alphabet=LETTERS, max_size=3)
)
"""Page, line and place that a rule writes at, and what it writes instead of the character there."""
UNTRANSLATED = Settings(translate=TranslateSettings(enabled=False))


@given(raw=READ, texts=st.lists(READ, min_size=1, max_size=4), part=st.tuples(st.integers(0), st.integers(0)))
def test_whatever_rules_wrote_every_place_leads_back_to_what_was_read(
    raw: str, texts: list[str], part: tuple[int, int]
) -> None:
    whole = line(raw)
    for step, text in enumerate(texts):
        whole = whole.rewritten(text, f"rule {step}")
    text = whole.text
    assert (edited(raw, whole.edits), unedited(text, whole.edits), whole.raw) == (text, raw, raw)
    for at, given_at in enumerate(origins(text, whole.edits)):
        written = any(edit.at <= at < edit.end for edit in whole.edits)
        assert written or (given_at is not None and raw[given_at] == text[at])
    start, end = sorted(place % (len(text) + 1) for place in part)
    cut = whole.cut(start, end)
    assert cut.text == text[start:end].strip()
    assert raw[cut.start : cut.start + len(cut.raw)] == cut.raw
    assert edited(cut.raw, cut.edits) == cut.text


@given(raw=READ, value=READ, later=READ)
def test_the_edits_of_any_evidence_make_the_value_of_what_was_read(raw: str, value: str, later: str) -> None:
    proof = RecordEvidence(
        page=1, bbox=BOX, raw=raw, confidence=1, engine="first", origin=Origin.PRINTED, repairs=()
    )
    said = proof.saying(value)
    assert (said.text, said.raw) == (value, raw)
    assert said.saying(later, "reviewer").text == later
    assert RecordEvidence.model_validate_json(said.model_dump_json()) == said


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_each_value_of_a_real_page_is_what_was_read_there_with_its_edits(name: str) -> None:
    pages = [PageText.model_validate_json(file.read_bytes()) for file in DOCUMENTS[name]]
    read = {page.number: page.lines for page in pages}
    segments = segment(pages)
    article = mend(extract(segments), segments)
    told = {path: SEVERAL.join(f.value for f in fields) for path, _, fields in values(article)}
    evidence = dict(evidence_of(article))
    assert len(evidence) > 8
    for path, proof in evidence.items():
        assert proof.text == told[path]
        stretches = [read[s.page][s.line].raw[s.start : s.end] for s in proof.spans]
        assert "\n".join(stretches) == proof.raw


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(name=st.sampled_from(sorted(DOCUMENTS)), rewrites=st.lists(REWRITE, max_size=12))
def test_in_a_whole_record_of_pages_rewritten_by_any_rules_the_edits_of_each_raw_text_make_its_value(
    name: str, rewrites: list[tuple[int, int, int, str]]
) -> None:
    pages = [PageText.model_validate_json(file.read_bytes()) for file in DOCUMENTS[name]]
    for number, (of_page, of_line, place, text) in enumerate(rewrites):
        pages[of_page % len(pages)] = rewritten(
            pages[of_page % len(pages)], of_line, place, text, f"rule {number}"
        )
    source = Source(path=f"{name}.pdf", name=f"{name}.pdf", sha256="0" * 64, media_type=MediaType.PDF, size=1)
    sizes = tuple(PageInfo(number=page.number, width=595, height=842) for page in pages)
    document = Document(source=source, pages=sizes)
    record = flow.understand(document, pages, (), UNTRANSLATED, open_engines(UNTRANSLATED), Trace(name), name)
    read = {page.number: page.lines for page in pages}
    said = texts(record)
    assert said.keys() == record.evidence.keys()
    for path, proof in record.evidence.items():
        assert edited(proof.raw, proof.edits) == said[path]
        stretches = [read[span.page][span.line].raw[span.start : span.end] for span in proof.spans]
        assert not stretches or "\n".join(stretches) == proof.raw


def rewritten(page: PageText, of_line: int, place: int, text: str, rule: str) -> PageText:
    """A page with a text written into one of its lines, as a rule writes it."""
    counts = [len(block.lines) for block in page.blocks]
    at = of_line % sum(counts)
    block = next(n for n in range(len(counts)) if at < sum(counts[: n + 1]))
    lines = list(page.blocks[block].lines)
    own = lines[at - sum(counts[:block])]
    place %= len(own.text) + 1
    lines[at - sum(counts[:block])] = own.rewritten(own.text[:place] + text + own.text[place + 1 :], rule)
    blocks = list(page.blocks)
    blocks[block] = blocks[block].model_copy(update={"lines": tuple(lines)})
    return page.model_copy(update={"blocks": tuple(blocks)})


def test_words_that_spell_a_line_follow_its_characters_through_edits_and_cuts() -> None:
    words = tuple(
        Word(text=text, bbox=BBox(left, 0, right, 30), confidence=0.9)
        for text, left, right in (("Abstract:", 0, 90), ("COVШ-19", 100, 170), ("was", 180, 210))
    )
    whole = line("Abstract: COVШ-19 was").model_copy(update={"words": words})
    mended = whole.rewritten("Abstract: COVID-19 was", "covid")
    assert mended.box(10, 18) == words[1].bbox
    assert mended.box(10, 22) == BBox(100, 0, 210, 30)
    part = mended.cut(14, 22)
    assert (part.text, part.raw, part.start) == ("D-19 was", "Ш-19 was", 13)
    assert [(word.text, word.bbox.left) for word in part.words] == [("Ш-19", 130), ("was", 180)]
    assert whole.model_copy(update={"words": words[:2]}).box(0, 9) == BBox(0, 0, 385, 30)


def line(text: str, other: str | None = None) -> Line:
    read = LineReading(engine="second", text=other, confidence=0.9) if other else None
    return Line(text=text, bbox=BOX, confidence=0.9, engine="first", other=read)


def test_every_edit_names_the_rule_that_wrote_it() -> None:
    found = line("abc").rewritten("abd", "first").rewritten("xabd", "second")
    assert [(e.rule, str(e)) for e in found.edits] == [("second", "→x"), ("first", "c→d")]


def test_a_mended_title_says_what_was_read_and_what_was_changed() -> None:
    printed = page(
        "Лечение пациентов с COVШ-19 в стационаре",
        "Иванов И.И., Петрова А.С.",
        [
            "Резюме. Цель. Оценить лечение. Методы. Изучены больные. Результаты. Лечение помогло. Выводы. Оно нужно."
        ],
        sizes={0: 60},
    )
    mended = tuple(
        block.model_copy(update={"lines": tuple(map(unmistaken, block.lines))}) for block in printed.blocks
    )
    title = extract(segment((printed.model_copy(update={"blocks": mended}),))).title["ru"]
    assert title.value == "Лечение пациентов с COVID-19 в стационаре"
    assert title.evidence[0].raw == "Лечение пациентов с COVШ-19 в стационаре"
    assert title.repairs == ("Ш→ID",)


@pytest.mark.parametrize(
    ("read", "other", "wanted"),
    [
        ("10²²/ mL", None, "10²²/ mL"),
        ("10²²/ mL", "10²²/mL", "10²²/ mL"),
        ("5×10⁹⁹/L", "5×10⁹/L", "5×10⁹/L"),
    ],
)
def test_an_exponent_is_changed_only_where_two_witnesses_agree(
    read: str, other: str | None, wanted: str
) -> None:
    found = unmistaken(line(read, other))
    assert found.text == wanted
    assert found.raw == read
    assert found.other == line(read, other).other


def test_taking_back_a_repair_leaves_line_ends_labels_and_spaces() -> None:
    proof = RecordEvidence(
        page=1,
        bbox=BOX,
        raw="Title: COVШ-19in\n10 wards",
        confidence=1,
        engine="first",
        origin=Origin.PRINTED,
        repairs=("Ш→ID",),
        edits=(
            Edit(LEFT_OUT, 0, "Title: ", ""),
            Edit("covid", 3, "Ш", "ID"),
            Edit("lost space", 8, "", " "),
            Edit(LINE_END, 11, "\n", " "),
            Edit(TWO_ENGINES, 13, "0", "O"),
        ),
    )
    assert proof.text == "COVID-19 in 1O wards"
    assert proof.unmended == "COVШ-19 in 1O wards"
    assert repairs(proof.edits) == proof.repairs


def test_a_part_of_a_line_keeps_the_edits_within_it() -> None:
    whole = line("Abstract: COVШ-19 is treated").rewritten("Abstract: COVID-19 is treated", "covid")
    part = whole.cut(9, len(whole.text))
    assert (part.text, part.raw) == ("COVID-19 is treated", "COVШ-19 is treated")
