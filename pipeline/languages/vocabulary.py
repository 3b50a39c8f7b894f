"""Large lists of English words: which stems are words at all, and which words are names of drugs."""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources

from pipeline.languages.stems import stem

_PREFIXES = re.compile(
    r"^(?:adeno|angio|arterio|arthro|athero|blepharo|cephalo|cholangio|chondro|cranio|dacryo|dermato|encephalo|entero|erythro|glosso|hystero|kerato|laparo|"
    r"laryngo|lipo|lympho|myelo|naso|odonto|onycho|oro|osteo|oto|pancreato|pharyngo|phlebo|pneumo|procto|pyo|rhino|sialo|spermato|spondylo|steno|thoraco|tracheo|"
    r"anti|auto|bi|bio|cardio|chemo|co|counter|cyto|de|dis|echo|electro|endo|extra|fibro|gastro|hemato|hepato|hetero|histo|homo"
    r"|hydro|hyper|hypo|immuno|in|inter|intra|iso|macro|mal|mega|meta|micro|mid|mis|mono|multi|myo|nano|nephro|neuro|non|onco|over|para|patho"
    r"|peri|pharmaco|photo|poly|post|pre|pro|pseudo|psycho|radio|re|retro|semi|sero|sub|super|supra|tele|tetra|thermo|thrombo|trans|tri|ultra|un|under|uni|up|vaso|xeno)-?"
)
_LEARNED = re.compile(
    r"(?:ectom|otom|ostom|plast|scop|graph|gram|gen[ie]c|genesis|osteal|pathy|pathic|algia|cyt[eio]|blast|lysis|lytic|pexy|pen[ie]|phil"
    r"|pleg|rrh|scler|stenosis|troph|tropic|emi[ac]|ur[ie][ac]|itis|oma(?:s|ta|tous)?$|osis|otic|oid|ectas|cele|centesis|desis|metry|metric"
    r"|dynamic|therap|toxic|static|stat|peritone|cereb|vascul|cardi|muscul|cutane|intestin|pulmon|abdomin|saccharid|peptid|mycin|micin|olide)\w{0,5}$"
)
"""What learned compounds end in, with any ending."""
_DERIVED = re.compile(
    r"(?:i[sz](?:e[ds]?|able|ations?|ing)|[ao]somes?|genesis|genic|abilit(?:y|ies)|ness|tomy|tomies)$"
)
"""What words of any kind end in, and are words still."""
_SHORTEST, _LONG, _LONGEST = 3, 5, 40


@cache
def _list(name: str) -> frozenset[str]:
    file = resources.files(__package__) / "lexicons" / name
    return frozenset(lzma.decompress(file.read_bytes()).decode("utf-8").split())


def is_drug(word: str) -> bool:
    """Whether a lower-case English word is the name of a drug."""
    return word in _list("en.drugs.txt.xz")


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether a lower-case English word is one, or is made of words: with a learned prefix, or of two or three set together."""
    known = _list("en.txt.xz")
    if len(word) > _LONGEST:
        return False
    return stem(word) in known or any(_made_of(word, parts, known) for parts in (2, 3)) or _learned(word)


def _learned(word: str) -> bool:
    """Whether a known beginning and a learned ending make up a word: `synov-ectomy`, `sarco-penia`, `tumori-genesis`."""
    derived = _DERIVED.search(word)
    if derived and _is_head(word[: derived.start()]):
        return True
    ending = _LEARNED.search(word)
    if ending and ending.start() >= _SHORTEST and _some_word_begins(word[: ending.start()]):
        return True
    if len(stem(word)) >= _LONG and _some_word_begins(stem(word)):
        return True
    return any(
        word[at - 1] in "oia" and _some_word_begins(word[:at]) and stem(word[at:]) in _list("en.txt.xz")
        for at in range(_LONG - 1, len(word) - _LONG + 1)
    )


def _is_head(head: str) -> bool:
    """Whether what is left without an ending is a word, but for the vowel that joins them, or a learned prefix."""
    known = _list("en.txt.xz")
    short = head.rstrip("aio")
    whole = _PREFIXES.match(head)
    return (
        (len(head) > _SHORTEST and stem(head) in known)
        or (len(short) > _SHORTEST and bool({stem(short), stem(short + "e")} & known))
        or (whole is not None and whole.end() == len(head))
    )


def _some_word_begins(head: str) -> bool:
    """Whether some word begins so."""
    words = _sorted()
    at = bisect_left(words, head)
    return at < len(words) and words[at].startswith(head)


@cache
def _sorted() -> list[str]:
    return sorted(_list("en.txt.xz"))


def _made_of(word: str, parts: int, known: frozenset[str]) -> bool:
    if parts == 1:
        return stem(word) in known
    prefix = _PREFIXES.match(word)
    if prefix and len(word) - prefix.end() >= _SHORTEST and _made_of(word[prefix.end() :], parts - 1, known):
        return True
    shortest = _SHORTEST if parts == 2 else _SHORTEST + 1
    return any(
        stem(word[:at]) in known and _made_of(word[at:], parts - 1, known)
        for at in range(shortest, len(word) - shortest + 1)
    )
