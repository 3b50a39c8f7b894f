"""How lines of print become running text: spaces, hyphens at line ends, full-width and half-width forms, NFC.

The one place for all of this. Nothing is normalised that carries meaning: NFC and never NFKC, because NFKC turns
10⁹ into 109; only letters, digits and signs that are the same character in a wider box become plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.languages.scripts import Script, is_wide, script_of

_INVISIBLE = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Signs without width or sense: marks of direction, the stroke that stretches Arabic words (tatweel), joiners."""
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_GAPS = re.compile("([ \t\u00a0]*[\u2003\u3000][ \t\u00a0\u3000]*|[ \t\u00a0]{2,})")
_WIDE_PLAIN = {
    code: code - 0xFEE0
    for code in range(0xFF01, 0xFF5F)
    if chr(code).isalnum() or chr(code) in "＋＜＝＞％＆＠／＊＃＄＿＼＾｀｜＂＇－．"
}
_TO_PLAIN: dict[int, int | str] = dict(_WIDE_PLAIN)
_TWINS = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2E80, 0x2FD6), *range(0xFB00, 0xFDF3), *range(0xFE80, 0xFEFD))
}
"""Radicals that fonts put in place of the Han characters they look like, Latin ligatures, the shapes of Arabic letters."""

_SUPPLEMENT = dict(
    zip(
        "⺌⺍⺎⺓⺛⺜⺝⺟⺠⺣⺤⺥⺧⺩⺫⺬⺮⺰⺲⺶⺻⺼⺽⺾⺿⻀⻁⻄⻅⻆⻉⻊⻋⻌⻍⻎⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "小小兀幺旡日月母民灬爫爫牛王目示竹纟罒羊聿月臼艹艹艹虎西见角贝足车辶辶辶長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""Radicals of the supplement, which NFKC does not know (EquivalentUnifiedIdeograph of Unicode): printers of web pages
and office programs store 马 and 青 as these."""

_TO_PLAIN.update({ord(char): plain for char, plain in _TWINS.items() if plain != char})
_TO_PLAIN.update({ord(char): plain for char, plain in _SUPPLEMENT.items()})
_WORD = 3
"""Han that stand close and are a word of their own, whatever stands beside them."""
_HALF_OF = dict(zip("，：；！？（）［］", ",:;!?()[]", strict=True))
_OPENING = "(["
_WIDE = "\u3000"
"""No character before this one is wide."""
_HYPHENS = "-\u2010\u00ad"
_GLUE_BEFORE = "([{<⟨/\u2044≤≥±×=~@_"
_GLUE_AFTER = ")]},.;:!?%°℃/⁄"
_LINK = re.compile(r"(?:https?:|www\.|doi|10\.\d{4})\S*$", re.IGNORECASE)
_HANGUL_END, _HANGUL_START = re.compile("[가-힣]+$"), re.compile("^[가-힣]+")
_KOREAN_ENDS = re.compile(
    "(?:[을를은는의및와과한된할인며]|[가-힣]가|에|에서|으로|[가-힣]로|[와과에]도|하여|하고|되어|부터|까지|보다|마다|면서|지만|므로)$"
)
_KOREAN_PARTICLE = re.compile("(?:에서|으로|을|를|은|는|이|가|의|와|과|에|로|도|만)$")
_KOREAN_GOES_ON = re.compile(
    "(?:(?:에서|에게|에|으로|로|부터|까지|보다|을|를|은|는|의|와|과|이|가|도|만|적|적인|적으로)$"
    "|하였|하여|하고|하는|하며|한다|되었|되어|되는|된다|였|었|했|됐|에서|으로|들(?:은|을|의|이|과|에)?$)"
)
_KOREAN_HALVES = re.compile(
    "(?:[하되] (?:여|어|고|며|는|기|게|지|면|자|다|도록|고자|였다|었다|였고|었고|였으며|었으며|였으나|었으나)"
    "|부 터|까 지|에 서는?|으 로[는의]?|보 다)$"
)
"""The two halves of a particle or of a verb's ending that a line break parts."""
_KOREAN_COUNTS = re.compile(
    "(?:(?:명|례|예|세|군|년|월|일|주|개월|회|점|배|차|형|기|급|건|시간)?"
    "(?:에서|에게|에|으로|로|부터|까지|보다|을|를|은|는|의|와|과|이|가|도|이며|이었다)?)(?![가-힣])"
)
"""What follows a number or a Latin word without a space: counted things, particles."""
_KOREAN_WORDS = frozenset(["및", "또는", "각각", "등", "후", "전", "중", "수", "본", "각", "두", "이"])
_KEEPING = frozenset({
    "non", "self", "well", "high", "low", "long", "short", "follow", "co", "half",
    "cross", "multi", "x", "t", "b", "e", "pre", "post", "anti", "inter",
    "ex", "double", "single", "one", "two", "three", "four", "five", "first", "second",
    "third", "much", "less", "more", "age", "sex", "dose", "time", "evidence", "placebo",
    "case", "health", "quality", "alpha", "beta", "gamma",
})  # fmt: skip
"""First parts of English compounds that are written with a hyphen more often than without."""

_LINKS = frozenset({"to", "of", "and", "or", "in", "on", "by", "the", "a", "per", "free", "y", "et", "und"})
"""Small words inside a compound, after which its last part begins: `platelet-to-` `lymphocyte`."""

_DOTLESS = re.compile("([ıȷ])(?=[\u0300-\u036f])")
"""What typesetting programs put under an accent in place of `i` and `j`."""


def plain_characters(text: str) -> str:
    """The text in NFC with full-width letters and digits, radicals and ligatures as the characters they stand for."""
    dotted = _DOTLESS.sub(lambda found: "i" if found[1] == "ı" else "j", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", dotted).translate(_TO_PLAIN)


def tidy(text: str) -> str:
    """One line or paragraph put right: NFC, plain letters and digits, no space between Han, no invisible characters.

    Spaces between Han and Latin or numbers stay as they are; runs of spaces become one.
    """
    text = _SPACES.sub(" ", plain_characters(text)).strip()
    return _narrow_punctuation(_without_wide_spaces(text))


def unspread(line: str) -> str:
    """A line whose Han are spread with spaces to fill it (`观 察 基 于`) without them; single gaps elsewhere stay.

    A space between two Han that otherwise stand close parts a heading from its text: it is kept for later stages.
    Where narrow gaps stand beside wide ones (`孙 丽 华　钱 勇`), or wide ones beside words that stand close
    (`武建国　庞　辉`), only the narrow ones spread.
    """
    if max(line, default="") < _WIDE:
        return line
    parts = _GAPS.split(line)
    if len(parts) > 1 and any(" " in part.strip() or _is_word(part) for part in parts[::2]):
        return "".join(gap if n % 2 else unspread(gap) for n, gap in enumerate(parts))
    chars = [char for char in line if not _SPACES.match(char)]
    close = sum(1 for a, b in pairwise(line) if is_wide(a) and is_wide(b) and not _SPACES.search(a + b))
    pairs = sum(1 for a, b in pairwise(chars) if is_wide(a) and is_wide(b))
    return tidy(line) if pairs > 2 and 2 * close < pairs else line


def _is_word(part: str) -> bool:
    """Whether a part between wide gaps is a word of its own: three or more wide signs without a space."""
    return len(part.strip()) >= _WORD and all(is_wide(char) for char in part.strip())


def join_lines(lines: Iterable[str], vocabulary: frozenset[str] = frozenset()) -> str:
    """The lines of one paragraph as running text.

    No space where either side is Han, Kana or full-width; hyphens at line ends fall away where they only part a
    word, and stay in compounds, names and numbers. `vocabulary` holds words (lower case) known from elsewhere in the
    document: it decides whether `pla-` `cebo` is one word and `non-` `small` is not.
    """
    joined = ""
    for line in lines:
        piece = _SPACES.sub(" ", line).strip()
        if piece:
            joined = _without_the_break(joined, piece, vocabulary) if joined else piece
    return tidy(joined)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The vocabulary of texts for `join_lines`: whole words, lower case, hyphens kept; none that ends a line in a hyphen.

    A Korean line may begin and end within a word: what stands there is left out.
    """
    found: set[str] = set()
    for line in texts:
        text = _HANGUL_END.sub("", _HANGUL_START.sub("", line, count=1))
        parts = re.findall(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*[-\u2010]?", text)
        whole = [p for p in parts if p[-1] not in _HYPHENS]
        found.update(p.casefold().replace("\u2010", "-") for p in whole)
    return frozenset(found)


def _without_the_break(left: str, right: str, vocabulary: frozenset[str]) -> str:
    if left[-1] in _HYPHENS and len(left) > 1 and left[-2] not in " \u2014\u2013-":
        return _over_hyphen(left, right, vocabulary)
    return left + ("" if _closes_up(left, right, vocabulary) else " ") + right


def _closes_up(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether two lines join without a space."""
    last, first = left[-1], right[0]
    if is_wide(last) or is_wide(first):
        return not (_latin_punctuated(left) and script_of(first) is Script.LATIN)
    if Script.HANGUL in (script_of(last), script_of(first)):
        return _closes_up_korean(left, right, vocabulary)
    if last in _GLUE_BEFORE and len(left) > 1 and (left[-2] != " " or last in "(["):
        return True
    if last in "\u2013\u2014" and left[-2:-1].isdigit() and first.isdigit():
        return True
    return first in _GLUE_AFTER or (last in "./" and not first.isupper() and bool(_LINK.search(left)))


def _closes_up_korean(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """The same where one side at least is Hangul: brackets follow their word closely, counted things their number."""
    if script_of(left[-1]) is not Script.HANGUL:
        return left[-1] in "([" or (left[-1].isalnum() and bool(_KOREAN_COUNTS.match(right)))
    if script_of(right[0]) is Script.HANGUL:
        return not _parts_korean(left, right, vocabulary)
    return right[0] == "(" or right[0] in _GLUE_AFTER


def _latin_punctuated(text: str) -> bool:
    """Whether the text ends in full-width punctuation after Latin letters (`China，`): a fault of printing or of OCR."""
    return text[-1] in "，：；" and len(text) > 1 and script_of(text[-2]) is Script.LATIN


def _over_hyphen(left: str, right: str, vocabulary: frozenset[str]) -> str:
    head = re.search(r"([^\W_]+(?:[-\u2010][^\W_]+)*)[-\u2010\u00ad]$", left.rsplit(maxsplit=1)[-1])
    tail = re.match(r"[^\W_]+(?:[-\u2010][^\W_]+)*", right)
    if head is None or tail is None:
        return left + right
    keep = left[-1] != "\u00ad" and _keeps_hyphen(head.group(1), tail.group(), vocabulary)
    return (left if keep else left[:-1]) + right


def _keeps_hyphen(head: str, tail: str, vocabulary: frozenset[str]) -> bool:
    """Whether the hyphen between two line parts belongs to the word."""
    parts, first = re.split("[-\u2010]", head), re.split("[-\u2010]", tail)[0]
    last = parts[-1]
    if len(parts) > 1 and last.casefold() in _LINKS:
        return True
    if not (last.isalpha() and first.isalpha() and first.islower()):
        return True
    if len(last) == 1 or (last.isupper() and len(last) > 1):
        return True
    whole, parted = f"{last}{first}".casefold(), f"{last}-{first}".casefold()
    if whole in vocabulary or parted in vocabulary:
        return whole not in vocabulary
    if any(script_of(c) not in (Script.LATIN, Script.CYRILLIC) for c in last + first):
        return True
    return last.casefold() in _KEEPING


def _without_wide_spaces(text: str) -> str:
    """Delete spaces between two wide characters, and beside full-width punctuation."""
    if " " not in text or max(text) < _WIDE:
        return text
    pieces: list[str] = []
    for index, char in enumerate(text):
        if char == " " and 0 < index < len(text) - 1 and _needless(text[index - 1], text[index + 1]):
            continue
        pieces.append(char)
    return "".join(pieces)


def _needless(left: str, right: str) -> bool:
    if is_wide(left) and is_wide(right):
        return True
    return (_full_width_sign(left) and script_of(right) is not Script.LATIN) or _full_width_sign(right)


def _full_width_sign(char: str) -> bool:
    return is_wide(char) and script_of(char) is None


def _narrow_punctuation(text: str) -> str:
    """Full-width punctuation between Latin letters or digits becomes plain, with the space that Latin print has."""
    if not any(c in _HALF_OF for c in text):
        return text
    wide = sum(1 for c in text if script_of(c) in (Script.HAN, Script.KANA, Script.HANGUL))
    if wide:
        return text
    out: list[str] = []
    for index, char in enumerate(text):
        plain = _HALF_OF.get(char)
        if plain is None:
            out.append(char)
            continue
        after = text[index + 1] if index + 1 < len(text) else " "
        before = out[-1][-1] if out else " "
        lead = " " if plain in _OPENING and before.isalnum() else ""
        trail = " " if plain in ",:;!?" and after.isalpha() else ""
        out.append(f"{lead}{plain}{trail}")
    return "".join(out)


def join_pieces(texts: Sequence[str], gap: str | None = None) -> str:
    """Pieces of one printed line, left to right, as one text: `gap`, or a space between Latin words and none beside wide signs."""
    joined = ""
    for text in texts:
        piece = text.strip()
        if not piece:
            continue
        tight = joined and is_wide(joined[-1]) and is_wide(piece[0])
        space = gap if gap is not None else "" if tight else " "
        joined = f"{joined}{space if joined else ''}{piece}"
    return joined


def _parts_korean(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether a space stood where a Korean line was broken: print breaks between any two syllables.

    The broken word itself, seen whole elsewhere, settles it; else particles and endings do: after one a word ends,
    before one it goes on. Elsewhere a word goes on three times in four.
    """
    before, after = _HANGUL_END.search(left), _HANGUL_START.match(right)
    if before is None or after is None:
        return True
    last, first = before.group(), after.group()
    if (last + first).casefold() in vocabulary or _KOREAN_GOES_ON.match(first):
        return False
    if _KOREAN_HALVES.match(f"{last[-1]} {first}"):
        return False
    if len(last) > 1 and {_stem(last), _stem(first)} <= {_stem(word) for word in vocabulary}:
        return True
    if len(last) == 1 and left[:-1][-1:].isalnum() and _KOREAN_PARTICLE.match(last):
        return True
    return last in _KOREAN_WORDS or (len(last) > 1 and bool(_KOREAN_ENDS.search(last)))


def _stem(word: str) -> str:
    """A Korean word without its particle."""
    stem = _KOREAN_PARTICLE.sub("", word)
    return stem if len(stem) > 1 else word
