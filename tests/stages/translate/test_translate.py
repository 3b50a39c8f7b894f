"""What is translated, what is left alone, and how every doubt reaches the record."""

from __future__ import annotations

import pytest

from pipeline.records.article import Abstract, Article, Author, Field, Kind, Origin, Section, Severity
from pipeline.settings import TranslateSettings
from pipeline.stages.translate import translate
from tests.stages.translate.fakes import DictionaryTranslator, ListMemory, OneTranslator

TABLE: dict[str, str | list[str]] = {
    "联合治疗的疗效": "Efficacy of combined treatment.",
    "探讨疗效。": "To investigate the efficacy.",
    "纳入96例患者。": "A total of 96 patients were included.",
    "有效率56.3%（P=0.024）。": "The response rate was 56.3% (P=0.024).",
    "未见死亡。": "No death was seen.",
    "疗效": "efficacy",
}


def field(value: str) -> Field:
    return Field(value=value, language="zh")


def article(**changes: object) -> Article:
    sections = (
        Section(label="objective", heading="目的", text="探讨疗效。"),
        Section(label="methods", heading="方法", text="纳入96例患者。"),
        Section(label="results", heading="结果", text="有效率56.3%（P=0.024）。未见死亡。"),
    )
    text = "".join(f"{s.heading} {s.text}" for s in sections)
    content = {
        "kind": Kind.ARTICLE,
        "language": "zh",
        "title": {"zh": field("联合治疗的疗效")},
        "authors": (Author(name={"zh": field("李鹏")}),),
        "abstract": {"zh": Abstract(text=field(text), sections=sections)},
        "keywords": {"zh": (field("疗效"), field("PD-L1"))},
    }
    return Article.model_validate({**content, **changes})


def test_what_is_not_printed_in_the_target_language_is_translated_and_marked() -> None:
    done = translate(article(), OneTranslator(DictionaryTranslator(TABLE)), TranslateSettings())
    assert done.translated == ("title.en", "abstract.en", "keywords.en")
    assert done.article.title["en"].value == "Efficacy of combined treatment"
    assert done.article.title["en"].origin is Origin.TRANSLATED
    abstract = done.article.abstract["en"]
    assert [(s.label, s.heading) for s in abstract.sections] == [
        ("objective", "Objective"),
        ("methods", "Methods"),
        ("results", "Results"),
    ]
    assert abstract.sections[2].text == "The response rate was 56.3% (P=0.024). No death was seen."
    assert abstract.text.value.startswith("Objective To investigate the efficacy. Methods A total of 96")
    assert [k.value for k in done.article.keywords["en"]] == ["efficacy", "PD-L1"]
    assert done.article.authors == article().authors, "names are not translated"
    assert done.translation is not None
    assert done.translation.model == "dictionary"
    assert done.flags == ()


def test_printed_english_wins() -> None:
    english = {"zh": field("联合治疗的疗效"), "en": Field(value="Printed", language="en")}
    keywords = {"zh": (field("疗效"),), "en": (Field(value="printed", language="en"),)}
    done = translate(
        article(title=english, keywords=keywords),
        OneTranslator(DictionaryTranslator(TABLE)),
        TranslateSettings(),
    )
    assert done.translated == ("abstract.en",)
    assert done.article.title == english


def test_nothing_is_done_where_nothing_is_wanted() -> None:
    translators = OneTranslator(DictionaryTranslator(TABLE))
    assert translate(article(), translators, TranslateSettings(enabled=False)).article == article()
    assert translate(article(), translators, TranslateSettings(target="zh")).translated == ()
    empty = Article(kind=Kind.DOCUMENT, language="en")
    assert translate(empty, translators, TranslateSettings()).article == empty


def test_without_a_model_nothing_is_made_up() -> None:
    done = translate(article(), OneTranslator(DictionaryTranslator(), "ja"), TranslateSettings())
    assert done.article == article()
    assert done.translated == ()
    assert done.translation is None
    assert [(f.code, f.path) for f in done.flags] == [
        ("translation.model_missing", f"{p}.en") for p in ("title", "abstract", "keywords")
    ]
    assert "scanglot models fetch opus-mt-zh-en" in done.flags[0].message
    other = translate(article(), OneTranslator(DictionaryTranslator()), TranslateSettings(target="fr"))
    assert "scanglot models add" in other.flags[0].message


def test_another_target_than_english() -> None:
    done = translate(
        article(abstract={}, keywords={}),
        OneTranslator(
            DictionaryTranslator({"联合治疗的疗效": "Efficacité du traitement combiné"}), target="fr"
        ),
        TranslateSettings(target="fr"),
    )
    assert done.article.title["fr"].value == "Efficacité du traitement combiné"
    assert done.translated == ("title.fr",)


def test_a_draft_model_is_flagged_once() -> None:
    done = translate(article(), OneTranslator(DictionaryTranslator(TABLE, draft=True)), TranslateSettings())
    assert [f.code for f in done.flags] == ["translation.draft_model"]
    assert done.flags[0].severity is Severity.WARNING


def test_whole_sentences_come_first_and_clauses_where_they_fail() -> None:
    long = "甲组有效率56.3%，乙组有效率33.3%。"
    translator = DictionaryTranslator(
        {long: "In group A the response rate was 56.3%, in group B 33.3%."}, draft=True
    )
    plain = article(title={"zh": field(long)}, abstract={}, keywords={})
    translate(plain, OneTranslator(translator), TranslateSettings())
    assert translator.asked == [long]
    failing = DictionaryTranslator({long: "In group A the response rate was 56.3%."}, draft=True)
    translate(plain, OneTranslator(failing), TranslateSettings())
    assert {"甲组有效率56.3%，", "乙组有效率33.3%。"} <= set(failing.asked)


def test_each_clause_gets_its_own_best_hypothesis() -> None:
    sentence = "甲组有效率56.3%，乙组有效率33.3%。"
    table: dict[str, str | list[str]] = {
        sentence: ["Rates were 56.3%."],
        "甲组有效率56.3%，": ["Group A had 65.3%,", "The rate of group A was 56.3%,"],
        "乙组有效率33.3%。": ["that of group B was 33.3%.", "Group B had 3.3%."],
    }
    done = translate(
        article(title={"zh": field(sentence)}, abstract={}, keywords={}),
        OneTranslator(DictionaryTranslator(table)),
        TranslateSettings(),
    )
    assert done.article.title["en"].value.startswith(
        "The rate of group A was 56.3%, that of group B was 33.3%"
    )
    assert {f.code for f in done.flags} <= {"translation.term"}


def test_a_sentence_without_sense_is_shown_as_its_numbers_and_terms() -> None:
    table: dict[str, str | list[str]] = {
        "客观缓解率为56.3%（P=0.024）。": "The response rate was 53.6% (P=0.024)."
    }
    plain = article(
        title={},
        keywords={},
        abstract={"zh": Abstract(text=field("客观缓解率为56.3%（P=0.024）。未见死亡。"))},
    )
    done = translate(plain, OneTranslator(DictionaryTranslator(TABLE | table)), TranslateSettings())
    made = done.article.abstract["en"].text.value
    assert made == "[? objective response rate; 56.3% (P=0.024)] No death was seen."
    (flag,) = [f for f in done.flags if f.code == "translation.numbers"]
    assert (flag.path, flag.severity) == ("abstract.en", Severity.ERROR)
    assert "56.3%" in flag.message
    assert "53.6%" in flag.message
    assert "1 of 2 sentences" in flag.message
    first, second = done.sentences
    assert (first.text, first.confidence, first.flags) == ("", 0.0, ("translation.numbers",))
    assert (second.text, second.flags) == ("No death was seen.", ())
    assert second.confidence > 0.5


MISLEADING: dict[str, str | list[str]] = {"提示预后不良。": "It indicates a good prognosis."}


def test_a_sentence_that_may_mislead_is_not_shown_but_kept_for_the_reviewer() -> None:
    plain = article(title={}, keywords={}, abstract={"zh": Abstract(text=field("未见死亡。提示预后不良。"))})
    done = translate(plain, OneTranslator(DictionaryTranslator(TABLE | MISLEADING)), TranslateSettings())
    assert done.article.abstract["en"].text.value == "No death was seen. [? prognosis]"
    errors = [f.code for f in done.flags if f.severity is Severity.ERROR]
    assert errors == ["translation.withheld", "translation.opposite"]
    good, failed = done.sentences
    assert (good.text, good.flags, good.figures) == ("No death was seen.", (), "")
    assert (failed.text, failed.confidence) == ("It indicates a good prognosis.", 0.0)
    assert failed.flags == ("translation.opposite",)


def test_an_abstract_of_which_most_sentences_fail_is_withheld() -> None:
    text = "提示预后不良。未见死亡。有效率56.3%（P=0.024）。"
    table = TABLE | MISLEADING | {"有效率56.3%（P=0.024）。": "The rate was 65.3% (P=0.024)."}
    plain = article(title={}, keywords={}, abstract={"zh": Abstract(text=field(text))})
    done = translate(plain, OneTranslator(DictionaryTranslator(table)), TranslateSettings())
    assert "en" not in done.article.abstract
    assert done.translated == ()
    (flag,) = [f for f in done.flags if f.code == "translation.withheld"]
    assert (flag.path, flag.severity) == ("abstract.en", Severity.ERROR)
    assert "2 of 3 sentences" in flag.message
    assert [s.text for s in done.sentences if not s.flags] == ["No death was seen."]
    assert done.sentences[2].text == ""
    assert "56.3%" in done.sentences[2].figures


def test_a_title_and_a_keyword_that_fail_are_withheld() -> None:
    plain = article(
        title={"zh": field("小鼠肝损伤的研究")},
        keywords={"zh": (field("紫杉醇疗法"), field("寡转移"))},
        abstract={},
    )
    table: dict[str, str | list[str]] = {
        "小鼠肝损伤的研究": "Study on liver injury in rabbits",
        "紫杉醇疗法": "docetaxel therapy",
    }
    done = translate(plain, OneTranslator(DictionaryTranslator(table)), TranslateSettings())
    assert "en" not in done.article.title
    assert [k.value for k in done.article.keywords["en"]] == ["oligometastatic"]
    assert done.translated == ("keywords.en",)
    assert {f.path for f in done.flags if f.code == "translation.withheld"} == {"title.en", "keywords.en"}
    assert [s.text for s in done.sentences if s.path == "title.en"] == [""]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"未见死亡。": ["Death was seen.", "No death was seen."]}, "No death was seen."),
        (
            {"有效率56.3%（P=0.024）。": "Rate (P=0.024).", "有效率12%（P=13）。": "The response rate was 12% (P=13)."},
            "The response rate was 56.3% (P=0.024).",
        ),
        (
            {"甲组，乙组均无死亡。": "bad", "甲组，": "In group A,", "乙组均无死亡。": "and in group B no one died."},
            "In group A, and in group B no one died.",
        ),
        ({"白细胞为10⁹/L。": "White blood cells were 109/L."}, "White blood cells were 10⁹/L."),
    ],
)  # fmt: skip
def test_the_ladder_of_decodings(table: dict[str, str | list[str]], expected: str) -> None:
    source = next(iter(table))
    plain = article(title={}, keywords={}, abstract={"zh": Abstract(text=field(source))})
    done = translate(plain, OneTranslator(DictionaryTranslator(table)), TranslateSettings())
    assert done.article.abstract["en"].text.value == expected
    assert done.flags == ()


def test_printed_translations_from_the_memory_win_over_the_model() -> None:
    memory = ListMemory({"纳入96例患者。": "We enrolled 96 patients.", "未见死亡。": "Death was seen."})
    done = translate(article(), OneTranslator(DictionaryTranslator(TABLE)), TranslateSettings(), memory)
    text = done.article.abstract["en"].text.value
    assert "We enrolled 96 patients." in text
    assert "No death was seen." in text, "a memory that fails the guards is not used"
    assert [f.code for f in done.flags] == ["translation.memory"]
    assert "doi:10.1/x" in done.flags[0].message


def test_a_glossary_decides_among_hypotheses_and_replaces_the_models_own_word(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "mine.csv"
    path.write_text(
        "source,target,domain\n寡转移,oligometastatic disease,oncology\n放疗,radiotherapy,oncology\n"
    )
    table: dict[str, str | list[str]] = {
        "寡转移可行放疗。": ["Few metastases can have radiation.", "Few metastases can have radiotherapy."],
        "寡转移": "few metastases",
        "放疗": "radiation",
    }
    plain = article(
        title={},
        keywords={"zh": (field("寡转移"),)},
        abstract={"zh": Abstract(text=field("寡转移可行放疗。"))},
    )
    done = translate(plain, OneTranslator(DictionaryTranslator(table)), TranslateSettings(glossary=path))
    assert done.article.abstract["en"].text.value == "Oligometastatic disease can have radiotherapy."
    assert done.article.keywords["en"][0].value == "oligometastatic disease"


HARD = {
    "2,000 sentences": "患者96例，均存活。" * 2000,
    "5,000 characters without punctuation": "患者存活" * 1250,
    "5,000 Latin letters": "患" + "x" * 5000,
    "empty lines": "\n\n \n\n患者存活。\n\n\n",
    "symbols": "±≥≤→★☆①②③",
    "mixed scripts": "患者Patient пациент 환자 かな αβγ 10⁹/L 🙂",
    "nothing": "",
    "control characters": "患者\x00\x0b\ufeff\u200b存活。",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_hard_input_is_right_or_flagged(text: str) -> None:
    translator = DictionaryTranslator({"患者96例，均存活。": "All 96 patients survived."})
    plain = article(title={}, keywords={}, abstract={"zh": Abstract(text=field(text))})
    done = translate(plain, OneTranslator(translator), TranslateSettings())
    withheld = any(f.code == "translation.withheld" for f in done.flags)
    assert ("en" in done.article.abstract) != withheld
    if text.startswith("患者96"):
        made = done.article.abstract["en"].text.value
        assert made.count("survived.") == 2000
        assert len(translator.asked) == 1, "equal sentences are translated once"
    if len(text) >= 5000 and not text.startswith("患者96"):
        assert "translation.cut" in {f.code for f in done.flags}
    assert all(len(s) <= 400 for s in translator.asked)


def test_a_heading_inside_an_unstructured_abstract_is_not_the_models() -> None:
    plain = article(
        title={}, keywords={}, abstract={"zh": Abstract(text=field("目的：探讨疗效。结果 未见死亡。"))}
    )
    done = translate(plain, OneTranslator(DictionaryTranslator(TABLE)), TranslateSettings())
    made = done.article.abstract["en"].text.value
    assert made == "Objective: To investigate the efficacy. Results No death was seen."


def test_letters_set_apart_are_joined_for_the_model_and_stay_as_printed_in_the_source() -> None:
    from pipeline.stages.translate import Tools, translate_sentences
    from pipeline.stages.translate.guards import LanguagePair

    table: dict[str, str | list[str]] = {"CD8+ T细胞增多。": "CD8+ T cells increased."}
    tools = Tools(DictionaryTranslator(table), LanguagePair(source="zh", target="en"))
    (done,) = translate_sentences(["CD 8 + T细胞增多。"], tools)
    assert (done.source, done.target) == ("CD 8 + T细胞增多。", "CD8+ T cells increased.")
    assert done.findings == ()
