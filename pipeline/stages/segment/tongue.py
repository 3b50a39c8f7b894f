"""Which language a line is in, as far as its script says; languages of Latin script are told apart later, by segment."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.languages.asides import without_addresses
from pipeline.languages.families import CHINESE, family
from pipeline.languages.scripts import Script, language_of, main_script, script_of

LATIN = "Latin"
"""Stands for a language of Latin script that a line alone does not tell."""

_TELLING = 40
"""Han characters from which on a text shows its language by itself."""
_EASTERN = {Script.HAN, Script.KANA, Script.HANGUL}


class Tongue:
    """What a document is written in: decides how its Han characters are to be understood."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = tuple(texts)
        eastern = "".join(c for text in texts for c in text if script_of(c) in _EASTERN)
        self.eastern = language_of(eastern, CHINESE) if eastern else CHINESE
        cyrillic = " ".join(text for text in texts if main_script(text) is Script.CYRILLIC)
        self._cyrillic = language_of(cyrillic, self.eastern)

    def __hash__(self) -> int:
        return hash((self.eastern, self._cyrillic))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tongue) and (self.eastern, self._cyrillic) == (
            other.eastern,
            other._cyrillic,
        )

    def of(self, text: str) -> str | None:
        """The language of a text; LATIN for Latin letters, None without letters."""
        bare = without_addresses(text)
        text = bare if main_script(bare) else text
        script = main_script(text)
        if script is None:
            return None
        if script in {Script.LATIN, Script.GREEK}:
            return LATIN
        if script is Script.CYRILLIC:
            return language_of(text, self._cyrillic)
        code = language_of(text, self.eastern)
        return self.eastern if family(code) == Script.HAN and self._short(text) else code

    def _short(self, text: str) -> bool:
        """Whether a text in Han only, on a page of another language of Han, is too short to be told apart: a name."""
        return family(self.eastern) == Script.HAN and sum(script_of(c) in _EASTERN for c in text) < _TELLING
