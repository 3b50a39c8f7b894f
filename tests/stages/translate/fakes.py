"""Translators for tests: by a dictionary, and some that fail on purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.ports import Floors, Hypothesis, Match, Translator


class DictionaryTranslator:
    """Says for each sentence what a table says (one text or several hypotheses), or `otherwise` of it."""

    def __init__(
        self,
        table: dict[str, str | list[str]] | None = None,
        otherwise: Callable[[str], str] = lambda s: (
            "The " + "long translated sentence " * max(1, len(s) // 8) + "end."
        ),
        draft: bool = False,
    ) -> None:
        self._table, self._otherwise, self._draft = table or {}, otherwise, draft
        self.asked: list[str] = []

    model, revision, engine = "dictionary", "1", "table"

    @property
    def draft(self) -> bool:
        return self._draft

    @property
    def floors(self) -> Floors:
        return Floors()

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[list[Hypothesis]]:
        self.asked += sentences
        found = []
        for sentence in sentences:
            texts = self._table.get(sentence, self._otherwise(sentence))
            texts = [texts] if isinstance(texts, str) else texts
            found.append([Hypothesis(text=t, score=-0.1 * i) for i, t in enumerate(texts[:n_best])])
        return found


class OneTranslator:
    """Translators with one translator for one pair."""

    def __init__(self, translator: Translator, source: str = "zh", target: str = "en") -> None:
        self._translator, self._pair = translator, (source, target)

    def find(self, source: str, target: str) -> Translator | None:
        return self._translator if (source, target) == self._pair else None


class ListMemory:
    """A memory of a few pairs."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self._pairs = pairs

    def matches(self, source: str, target: str, sentence: str) -> tuple[Match, ...]:
        found = self._pairs.get(sentence)
        return (Match(source=sentence, target=found, origin="doi:10.1/x", similarity=1.0),) if found else ()
