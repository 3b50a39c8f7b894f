"""Names across scripts: how a Chinese name reads in Latin letters, and what a person may be called in an e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, product

from rapidfuzz import fuzz

from pipeline.languages import languages
from pipeline.languages.scripts import script_of, unaccented
from pipeline.languages.surnames import COMPOUND

_SOUND, _ALIKE = 4, 80
"""Letters of a word that two writings of a name share, at least, and percent of it that agree: systems differ."""
_WORDS = 3
"""Words of a Chinese name in Latin letters at most."""
_NO_LETTER = re.compile(r"[^a-z0-9]")
_SPELLINGS = (("lü", ("lv", "lyu", "lu")), ("nü", ("nv", "nyu", "nu")), ("ü", ("v", "yu", "u")))
_SURNAME_READINGS = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "曾": "zeng",
    "区": "ou",
    "查": "zha",
    "尉": "wei",
    "万俟": "moqi",
}


def in_ascii(text: str) -> str:
    """Lower-case ASCII letters and digits of a Latin name or address: `Lefèvre-Garçon` is `lefevregarcon`."""
    if text.isascii():
        return _NO_LETTER.sub("", text.lower())
    special = (
        text.casefold()
        .replace("ß", "ss")
        .replace("ø", "o")
        .replace("œ", "oe")
        .replace("æ", "ae")
        .replace("ł", "l")
        .replace("đ", "d")
    )
    return _NO_LETTER.sub("", unaccented(special))


@cache
def readings(character: str) -> tuple[str, ...]:
    """The pinyin readings of one Han character, without tones; ü also as v, yu and u."""
    from pypinyin import Style, pinyin

    found: list[str] = []
    for reading in pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]:
        found.append(reading)
        for umlaut, plain_forms in _SPELLINGS:
            if umlaut in reading:
                found += [reading.replace(umlaut, form) for form in plain_forms]
                break
    return tuple(dict.fromkeys(found))


def parts(name: str) -> tuple[str, str]:
    """Family and given name of a Chinese name."""
    bare = re.sub(r"[\s·]", "", name)
    cut = 2 if bare[:2] in COMPOUND and len(bare) > 2 else 1
    return bare[:cut], bare[cut:]


def spellings(characters: str, most: int = 64) -> tuple[str, ...]:
    """The ways to write Han characters in pinyin, joined."""
    extra = (_SURNAME_READINGS[characters],) if characters in _SURNAME_READINGS else ()
    return extra + tuple("".join(p) for p in islice(product(*map(readings, characters)), most))


def spelt(han: str) -> frozenset[str]:
    """The readings of a Chinese name as `in_ascii` writes them, in either order."""
    family, given = parts(han)
    return frozenset(whole for f in spellings(family) for g in spellings(given) for whole in (f + g, g + f))


def names_at_end(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """The spans of the readings of these Chinese names, in their order, at the end of a text that holds more; else none.

    `and` and commas may part them: `Reeds of the North Wang Gang and Li Ming`.
    """
    words = [m.span() for m in re.finditer(r"\S+", text) if in_ascii(m[0]) not in {"", "and"}]
    found: list[tuple[int, int]] = []
    for name in reversed(names):
        forms, last = spelt(name), words[-1:]
        led = [
            n
            for n in range(1, _WORDS + 1)
            if words[n:] and in_ascii(text[words[-n][0] : last[0][1]]) in forms
        ]
        if not led:
            return []
        found.insert(0, (words[-led[0]][0], last[0][1]))
        words = words[: -led[0]]
    return found


def same_person(han: str, latin: str) -> bool:
    """Whether a Latin name is the reading of a Chinese one, in either order, hyphens and case aside."""
    family, given = parts(han)
    tokens = [in_ascii(t) for t in re.split(r"[\s,]+", latin) if in_ascii(t)]
    joined = {"".join(tokens), "".join(tokens[1:] + tokens[:1]), "".join(tokens[-1:] + tokens[:-1])}
    return any(f + g in joined for f in spellings(family) for g in spellings(given)) or _left_as_it_is(
        han, latin
    )


def sounds_like(name: str, latin: str) -> bool:
    """Whether a Latin name shares a word with a spelt one of another script as it is romanized, in whatever system."""
    own = [
        word
        for part in re.split(r"[\s.]+", name.strip(" ."))
        if len(word := in_ascii(romanized(part))) >= _SOUND
    ]
    other = [word for part in re.split(r"[\s.,]+", latin) if len(word := in_ascii(part)) >= _SOUND]
    return any(fuzz.ratio(a, b) >= _ALIKE for a in own for b in other)


def _left_as_it_is(han: str, latin: str) -> bool:
    return in_ascii(han) != "" and in_ascii(han) == in_ascii(latin)


def logins(name: str) -> frozenset[str]:
    """What people of that name write before the @: family and given name, with initials, in either order."""
    family_forms, given_forms, initials = _forms(name)
    found: set[str] = set()
    for family in family_forms:
        for given in given_forms:
            found |= {family + given, given + family}
        for initial in initials:
            found |= {family + initial, initial + family, initial + family[:1], family[:1] + initial}
        found |= {family[:1] + given for given in given_forms} | {given + family[:1] for given in given_forms}
        found.add(family)
    return frozenset(form for form in found | set(given_forms) if len(form) >= 2)


def romanized(name: str) -> str:
    """A name in Latin letters as addresses write it, lower case where it was not Latin: `Воробьёва` is `vorobyeva`."""
    tables = [f.romanization for f in languages().values() if name and script_of(name[0]) in f.scripts]
    small = name.casefold()
    table = max(tables, key=lambda table: sum(c in table for c in small), default={})
    for letters, latin in table.items():
        small = small.replace(letters, latin)
    return small if table else name


def full_logins(name: str) -> frozenset[str]:
    """Whole Chinese names in pinyin, family name first or last."""
    family, given = parts(name)
    return frozenset(
        form for f in spellings(family) for g in spellings(given) for form in (f + g, g + f) if form.isascii()
    )


_HALF = 3
"""Letters of a half of a double family name that stands for all of it (`Pache-Durán`: `mpache`)."""


def _forms(name: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if re.search(r"[\u3400-\u9fff]", name):
        family, given = parts(name)
        forms = spellings(given)
        letters = tuple(
            {"".join(p) for p in islice(product(*({r[0] for r in readings(c)} for c in given)), 16)}
        )
        return spellings(family), forms, letters + tuple({letter[:1] for letter in letters})
    words = [w for w in re.split(r"[\s,]+", romanized(name).replace(".", ". ")) if in_ascii(w)]
    if not words:
        return (), (), ()
    initials = tuple({in_ascii(w)[:1] for w in words})
    halves = {in_ascii(half) for w in words for half in re.split(r"[-–‐]", w) if len(half) > _HALF}
    families = tuple(
        {in_ascii(w) for w in words} | halves | {in_ascii("".join(words[1:])), in_ascii("".join(words[:-1]))}
    )
    syllables = tuple(
        {
            "".join(in_ascii(s)[:1] for s in re.split(r"[-\s]", " ".join(rest)))
            for rest in (words[1:], words[:-1])
        }
    )
    return families, families, initials + syllables


def is_login_of(local: str, name: str) -> str:
    """The longest form of a name that the local part of an address holds, or an empty text."""
    bare = in_ascii(local)
    fits = [form for form in logins(name) if len(form) >= 3 and form in bare]
    fits += [
        form for form in logins(name) if len(form) == 2 and re.match(rf"{re.escape(form)}(?:\d|$)", bare)
    ]
    return max(fits, key=len, default="")
