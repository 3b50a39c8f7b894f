"""The fields of an article as sentences to translate, and translated sentences as fields again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.languages import Language, languages
from pipeline.languages.sentences import split
from pipeline.records.article import Abstract, Field, MachineSentence, Origin, Section
from pipeline.records.paths import FieldPath
from pipeline.stages.translate.headings import heading_in
from pipeline.stages.translate.translated import Translated

DRAFT_TRUST, FULL_TRUST = 0.4, 0.8
"""Confidence in a machine sentence that no guard finds fault with."""

_MOST_FAILED = 0.5
"""Share of an abstract's sentences that fail above which what is left is no abstract."""

_WHOLE = 0.85
"""Share of an abstract's text that its sections must hold for them to be translated instead of the text."""


@dataclass(frozen=True)
class FieldToTranslate:
    """One field to translate: `groups` of sentences, one for the title, each keyword, or each section.

    `sections` are the abstract's own, one a group; none where it is unstructured.
    """

    name: str
    source: str
    groups: tuple[tuple[str, ...], ...]
    sections: tuple[Section, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """All sentences in order."""
        return [sentence for group in self.groups for sentence in group]


def parts_of(
    name: str, source: str, value: Field | Abstract | tuple[Field, ...]
) -> Iterator[FieldToTranslate]:
    """A title, an abstract or keywords as a Part."""
    if isinstance(value, Abstract):
        sections = value.sections if _sections_hold_all(value) else ()
        texts = [section.text for section in sections] or [value.text.value]
        yield FieldToTranslate(name, source, tuple(tuple(split(text, source)) for text in texts), sections)
    elif isinstance(value, Field):
        yield FieldToTranslate(name, source, ((value.value,),))
    else:
        yield FieldToTranslate(name, source, tuple((keyword.value,) for keyword in value))


def _sections_hold_all(abstract: Abstract) -> bool:
    held = sum(len(s.heading) + len(s.text) for s in abstract.sections)
    return bool(abstract.sections) and held >= _WHOLE * len(abstract.text.value)


def rebuilt(
    part: FieldToTranslate, done: Sequence[Translated], target: str, *, draft: bool
) -> Field | Abstract | tuple[Field, ...] | None:
    """The field in the target language, made of its translated sentences; None where it is withheld."""
    if withheld(part.name, done):
        return None
    file = languages().get(target)
    trust = (DRAFT_TRUST if draft else FULL_TRUST) * _sound(done)
    texts: list[str] = []
    position = 0
    for group in part.groups:
        texts.append(_as_one_text([t.shown for t in done[position : position + len(group)]], file))
        position += len(group)

    def field(text: str) -> Field:
        return Field(value=text, language=target, confidence=trust, origin=Origin.TRANSLATED)

    if part.name == "keywords":
        return tuple(field(_label(t.target)) for t in done if t.target and not t.errors)
    if part.name == "title":
        return field(_label(texts[0]) if not part.groups[0][0].endswith((".", "。")) else texts[0])
    sections = tuple(
        Section(label=s.label, heading=heading_in(s.label, s.heading, part.source, target), text=text)
        for s, text in zip(part.sections, texts, strict=bool(part.sections))
    )
    whole = [f"{s.heading} {s.text}".strip() for s in sections] or texts
    return Abstract(text=field(" ".join(whole).strip()), sections=sections)


def withheld(name: str, done: Sequence[Translated]) -> bool:
    """Whether a title failed the guards, or most sentences of an abstract did: then nothing stands for it."""
    failed = sum(bool(t.errors) for t in done)
    return failed > {"title": 0.0, "abstract": _MOST_FAILED}.get(name, 1.0) * len(done)


def machine_sentences(
    path: FieldPath, done: Sequence[Translated], *, draft: bool
) -> Iterator[MachineSentence]:
    """The sentences of a field with the confidence and the flags of each; nonsense leaves no text, only its figures."""
    trust = DRAFT_TRUST if draft else FULL_TRUST
    for sentence in done:
        whole = path.top == "abstract"
        yield MachineSentence(
            path=path,
            source=sentence.source,
            text="" if sentence.nonsense or (sentence.errors and not whole) else sentence.target,
            figures=sentence.figures,
            confidence=trust * sound(sentence),
            flags=tuple(dict.fromkeys(f.code for f in sentence.findings)),
        )


def _sound(done: Sequence[Translated]) -> float:
    """How far the sentences passed the guards, 0 to 1."""
    return sum(sound(t) for t in done) / len(done) if done else 1.0


def sound(done: Translated) -> float:
    """1 for a sentence that no guard finds fault with, 0 for one with an error, a half between."""
    return 0.0 if done.errors else 0.5 if done.findings else 1.0


def _as_one_text(texts: list[str], file: Language | None) -> str:
    between = " " if file is None or file.spaced else ""
    return between.join(text for text in texts if text)


def _label(text: str) -> str:
    """A title or keyword without the full stop that a model likes to end with."""
    return text.removesuffix(".").rstrip() if text.count(".") == 1 or not text.endswith("..") else text
