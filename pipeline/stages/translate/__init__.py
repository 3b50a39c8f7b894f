"""Translate what the page does not print in the target language, sentence by sentence, and check every sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.languages import languages
from pipeline.languages.sentences import split
from pipeline.languages.terms import glossary
from pipeline.ports import Memory, Translator, Translators
from pipeline.records.article import Article, Bilingual, Flag, Severity, TranslationProvenance
from pipeline.records.paths import FieldPath
from pipeline.settings import TranslateSettings
from pipeline.stages.translate.decode import translate_sentences
from pipeline.stages.translate.fields import FieldToTranslate, machine_sentences, parts_of, rebuilt
from pipeline.stages.translate.flags import flags_of
from pipeline.stages.translate.guards import LanguagePair
from pipeline.stages.translate.translated import Tools, Translated, Way

__all__ = [
    "Tools",
    "Translated",
    "Way",
    "model_cure",
    "tools_for",
    "translate",
    "translate_lines",
    "translate_sentences",
]


def translate(
    article: Article, translators: Translators, settings: TranslateSettings, memory: Memory | None = None
) -> Bilingual:
    """Title, abstract and keywords in the target language where the page prints none; names are never translated.

    Without a model the fields stay away and are flagged. Section headings come from the language files.
    Raises ToolError where an engine fails.
    """
    bilingual = Bilingual(article=article, target=settings.target)
    if not settings.enabled:
        return bilingual
    for part in _wanted(article, settings.target):
        translator = translators.find(part.source, settings.target)
        if translator is None:
            missing = _model_missing(part, settings.target)
            bilingual = bilingual.model_copy(update={"flags": (*bilingual.flags, missing)})
        else:
            bilingual = _add(bilingual, part, tools_for(translator, part.source, settings, memory))
    return bilingual


def tools_for(
    translator: Translator, source: str, settings: TranslateSettings, memory: Memory | None = None
) -> Tools:
    """What sentences of one language are translated with. Raises SettingsError where the glossary is none."""
    return Tools(
        translator=translator,
        pair=LanguagePair(source=source, target=settings.target),
        glossary=glossary(source, settings.target, settings.glossary),
        memory=memory,
        n_best=settings.beam,
    )


def _wanted(article: Article, target: str) -> Iterator[FieldToTranslate]:
    """The fields that the page prints in another language only."""
    for name in ("title", "abstract", "keywords"):
        values = getattr(article, name)
        printed = [language for language, value in values.items() if value]
        if printed and not any(_base(language) == _base(target) for language in printed):
            source = article.language if article.language in printed else printed[0]
            yield from parts_of(name, source, values[source])


def _base(language: str) -> str:
    return language.partition("-")[0]


def _add(bilingual: Bilingual, part: FieldToTranslate, tools: Tools) -> Bilingual:
    """The article with one more field, its flags, and what made it."""
    target = bilingual.target
    path = FieldPath.of(part.name, target)
    done = translate_sentences(part.sentences, tools)
    sentences = tuple(machine_sentences(path, done, draft=tools.translator.draft))
    values = dict(getattr(bilingual.article, part.name))
    shown = rebuilt(part, done, target, draft=tools.translator.draft)
    if shown:
        values[target] = shown
    by_model = any(sentence.way is Way.MODEL for sentence in done)
    made_by = TranslationProvenance(
        model=tools.translator.model, revision=tools.translator.revision, engine=tools.translator.engine
    )
    draft_known = any(flag.code == "translation.draft_model" for flag in bilingual.flags)
    return bilingual.model_copy(
        update={
            "article": bilingual.article.model_copy(update={part.name: values}),
            "translated": (*bilingual.translated, path) if shown else bilingual.translated,
            "sentences": (*bilingual.sentences, *sentences),
            "translation": made_by if by_model else bilingual.translation,
            "flags": (
                *bilingual.flags,
                *flags_of(path, done, draft=tools.translator.draft and by_model and not draft_known),
            ),
        }
    )


def translate_lines(lines: Sequence[str], tools: Tools) -> list[list[Translated]]:
    """The sentences of each line, translated and checked, all lines in one go. Raises ToolError."""
    groups = [split(line, tools.pair.source) for line in lines]
    done = iter(translate_sentences([sentence for group in groups for sentence in group], tools))
    return [[next(done) for _ in group] for group in groups]


def model_cure(source: str, target: str) -> str:
    """The command that brings a model for a pair that has none."""
    file = languages().get(source)
    names = [n for n in (file.translation.get(target, ()) if file else ()) if not n.endswith("-draft")]
    return (
        f"`scanglot models fetch {names[0]}` gets one" if names else "`scanglot models add FOLDER` takes one"
    )


def _model_missing(part: FieldToTranslate, target: str) -> Flag:
    return Flag(
        code="translation.model_missing",
        path=FieldPath.of(part.name, target),
        severity=Severity.WARNING,
        message=f"not translated: there is no model from {part.source} to {target} here; "
        f"{model_cure(part.source, target)}.",
    )
