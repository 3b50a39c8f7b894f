"""The article's own DOI: with or without label, broken over lines, with things glued on, misread digits mended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.languages.confusions import as_digits, loose
from pipeline.records.article import Field
from pipeline.records.identifiers import Doi, valid_issn
from pipeline.records.segment import Segments
from pipeline.stages.extract.codes.doi_roles import DoiRole, role_of
from pipeline.stages.extract.digits import CODE, DIGIT, nearest
from pipeline.stages.extract.passages import Passage, Zone, passages
from pipeline.stages.extract.serials.pages import page_ranges
from pipeline.stages.extract.serials.serial import printed_issns
from pipeline.stages.extract.witness import Witness, settle, witness

_SHORTEST = 3
"""Characters of the shortest suffix."""

_START = re.compile(
    rf"(?P<label>(?<![a-z])d\s?{loose('o')}\s?{loose('i')}\s*[号號]?\s*(?:[:.;]\s*)*|(?:dx\.)?doi\.org\s?/\s?)?"
    r"(?P<link>(?:https?\s?:\s?//\s?)?(?:dx\.)?doi\.org\s?/\s?)?"
    rf"(?<![\d.])(?P<ten>{loose('10')})\s?(?P<dot>[.,。·:]?)\s?(?P<registrant>{DIGIT}{{4,6}})\s?/\s?",
    re.IGNORECASE,
)
_CHUNK = re.compile(r"[A-Za-z0-9._;()/:\-]+(?:[,。](?=[A-Za-z0-9])[A-Za-z0-9._;()/:\-]+)*")
_GAP = re.compile(r"[ ]{1,2}|[ ]?\n[ ]?")
_UNFINISHED = re.compile(
    r"(?:^|[./])(?:issn|j|cnki|cma|j\.cn\d{6}|(?:issn\.?)?\d{4}-\d{3}[\dX](?:\.\d{4})?|\d{4}-\d{3})$",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"[A-Za-z]{1,4}\.")
"""The beginning of a suffix that is no whole one: `SP. J.1016.2017.01229`."""
_WHOLE = re.compile(r"-\d{5}$|\.\d{4}\.\d\d\.\d{3}$|\d{6}$")
"""The end of a suffix after which `.651.` is the page number beside it."""
_GLUED = re.compile(
    r"(?<=[\d)])[.;:]*(?:issn|isbn|e-?mail|https?:|www\.|vol\.|clc|cstr|osid|received|article|citation|copyright).*$",
    re.IGNORECASE,
)
_ISSN_PART = re.compile(
    rf"(?P<tag>{loose('i')}ssn[.]?|(?<=^)S|(?<=^)5(?={DIGIT}{{4}}-{DIGIT}{{3}}[\dXx]\())?"
    rf"(?P<left>(?<![\dA-Za-z]){CODE}{{4}}|(?<=ssn){CODE}{{4}}|(?<=[S5]){DIGIT}{{4}})[-_]"
    rf"(?P<right>{CODE}{{3}}(?:{CODE}|[Xx]))(?![\dA-Za-z])"
)
_TAG = re.compile(rf"(?<=[./])[jJi]?[.]?{loose('iss')}n(?=[.]?{DIGIT}{{4}}[-_])")
"""`j.issn` before a serial number."""
_SPACED = re.compile(r"\d\s?[.,]\s\d|\s/\s|/\s\S|/j\.\s[a-z]", re.IGNORECASE)
"""A DOI printed with spaces: `10. 6041 / j. issn. 1000-1298. 2019. 12. 049`."""
_AHEAD = 4
"""Characters of the suffix that tell whether it is printed with spaces."""
_RELIABILITY = {
    (Zone.HEAD, True): 0.97,
    (Zone.HEAD, False): 0.95,
    (Zone.CITATION, True): 0.95,
    (Zone.CITATION, False): 0.93,
    (Zone.FRONT, True): 0.93,
    (Zone.FRONT, False): 0.8,
    (Zone.BODY, True): 0.6,
    (Zone.BODY, False): 0.3,
}


@dataclass(frozen=True)
class FoundDoi:
    """A DOI in a text: value, span, whether a label stood before it, what was mended."""

    value: str
    start: int
    end: int
    labelled: bool
    repairs: tuple[str, ...]


def find_doi(segments: Segments) -> Field | None:
    """The DOI of the article itself; DOIs in the reference list are never asked."""
    return settle(doi_witnesses(passages(segments)), about="doi")


def doi_witnesses(read: tuple[Passage, ...]) -> list[Witness]:
    """Every place that prints a DOI which may be the article's own."""
    found: list[Witness] = []
    second: list[Witness] = []
    issns, pages = printed_issns(read), page_ranges(read)
    for passage in read:
        if passage.later and passage.zone is Zone.BODY:
            continue
        for doi in dois_in(passage.text, issns, pages):
            if role_of(passage.text, doi.start, doi.value) is not DoiRole.ARTICLE:
                continue
            trust = _RELIABILITY[passage.zone, doi.labelled]
            issn = (parsed := Doi.parse(doi.value)) and parsed.issn
            if issn and not valid_issn(issn):
                trust *= 0.5
            vote = witness(passage, (doi.start, doi.end), doi.value, trust, repairs=doi.repairs, exact=True)
            (second if passage.second else found).append(vote)
    found = _unsigned(found)
    return found + [
        vote for vote in second if not any(_broken_off(vote.value, other.value) for other in found)
    ]


def _unsigned(votes: list[Witness]) -> list[Witness]:
    """The witnesses without letters of a sign glued to a DOI that another place prints without them: `...68BY`."""
    values = {vote.value for vote in votes}
    bare = [re.sub(r"(?<=\d)[A-Z]{2,4}$", "", vote.value) for vote in votes]
    return [
        replace(vote, value=plain) if plain in values else vote
        for vote, plain in zip(votes, bare, strict=True)
    ]


def _broken_off(value: str, whole: str) -> bool:
    """Whether a second reading is only the first with pieces missing, and so speaks for nothing else."""
    rest = iter(whole.casefold())
    return len(value) < len(whole) - 1 and all(char in rest for char in value.casefold())


def dois_in(text: str, issns: tuple[str, ...] = (), pages: tuple[str, ...] = ()) -> list[FoundDoi]:
    """Every DOI in a folded text.

    `issns` are serial numbers known from elsewhere on the page, by which a misread one inside the DOI is mended;
    `pages` are page ranges which may be glued to its end.
    """
    found = []
    for start in _START.finditer(text):
        spread = bool(_SPACED.search(text[start.start("ten") : start.end() + _AHEAD]))
        suffix, end = _suffix(text, start.end(), spread=spread)
        if len(suffix) < _SHORTEST:
            continue
        repairs: list[str] = []
        registrant = as_digits(start["registrant"])
        prefix = f"10.{registrant}"
        if (as_printed := f"{start['ten']}{start['dot']}{start['registrant']}") != prefix:
            if not (start["label"] or start["link"]):
                continue
            repairs.append(f"{as_printed}→{prefix}")
        mended = _unglued(_mended(suffix, issns), pages)
        if mended != suffix:
            repairs.append(f"{suffix}→{mended}")
        labelled = bool(start["label"] or start["link"])
        found.append(FoundDoi(f"{prefix}/{mended}", start.start(), end, labelled, tuple(repairs)))
    return found


def _suffix(text: str, start: int, *, spread: bool = False) -> tuple[str, int]:
    """The suffix from a place on, joined over spaces and line breaks that cannot be its end; and where it ends.

    `spread` says that the DOI is printed with spaces, so that a point or a dash never ends it.
    """
    chunk = _CHUNK.match(text, start)
    if not chunk:
        return "", start
    suffix, end = chunk[0], chunk.end()
    while (gap := _GAP.match(text, end)) and (chunk := _CHUNK.match(text, gap.end())):
        opened = (
            spread
            and re.search(r"[-./]$", suffix)
            and re.match(r"[A-Za-z]{1,12}(?![A-Za-z])|\d|[-./]", chunk[0])
        )
        if not opened and not _suffix_goes_on(suffix, chunk[0], broken="\n" in gap[0]):
            break
        suffix, end = suffix + chunk[0], chunk.end()
    trimmed = _trimmed(_GLUED.sub("", suffix))
    return trimmed, end - (len(suffix) - len(trimmed))


def _suffix_goes_on(suffix: str, following: str, *, broken: bool) -> bool:
    if _GLUED.search(suffix) or re.match(r"\(?[A-Za-z]{4,}|https?:|10\.\d{4}", following):
        return False
    if following == "-":
        return bool(re.search(r"issn\.?\d{4}$", suffix, re.IGNORECASE))
    if _BEGUN.fullmatch(suffix):
        return re.match(r"[A-Za-z]{0,3}\.?\d", following) is not None
    if re.search(r"[-./_(]$", suffix):
        return suffix[-1] != "." or broken or following[0].isdigit()
    if re.match(r"[-./_]\w", following):
        return not (_WHOLE.search(suffix) and re.fullmatch(r"\.\d{1,4}\.", following))
    return bool(_UNFINISHED.search(suffix)) and following[0].isdigit()


def _trimmed(suffix: str) -> str:
    """Without the punctuation of the sentence around it."""
    while suffix:
        unbalanced = suffix[-1] == ")" and suffix.count("(") < suffix.count(")")
        if suffix[-1] not in ".,;:-/(。" and not unbalanced:
            break
        suffix = suffix[:-1]
    return suffix


def _unglued(suffix: str, pages: tuple[str, ...]) -> str:
    for glued in pages:
        if suffix.endswith(glued) and len(suffix) > len(glued) + 4 and suffix[-len(glued) - 1].isdigit():
            return suffix[: -len(glued)]
    return suffix


def _mended(suffix: str, issns: tuple[str, ...]) -> str:
    suffix = re.sub(r"[,。](?=\w)", ".", suffix)
    suffix = _TAG.sub(_issn_tag, "/" + suffix)[1:]
    suffix = _ISSN_PART.sub(lambda m: _issn_part(m, issns), suffix)
    if not re.search(r"[./](?:19|20)\d\d[.]|issn|cn\d", suffix):
        return suffix
    return ".".join(_number(part) for part in suffix.split("."))


def _issn_tag(found: re.Match[str]) -> str:
    """`issn`, with the `j.` before it where that was read: `i5sn`, `i.lssn`, `jissn`."""
    return "j.issn" if found[0][0] in "jJi" and len(found[0]) > len("issn") else "issn"


def _issn_part(found: re.Match[str], issns: tuple[str, ...]) -> str:
    tag = found["tag"] or ""
    tag = "S" if tag in {"S", "5"} else tag
    tag = "issn" + tag[4:] if tag[1:4] == "ssn" else tag
    right = found["right"]
    issn = (
        f"{as_digits(found['left'])}-{as_digits(right[:3])}{'X' if right[3] in 'Xx' else as_digits(right[3])}"
    )
    if not valid_issn(issn):
        issn = nearest(issn, issns) or issn
    plain_digits = re.sub(r"[-_]", "", found[0][-9:]).isdigit()
    return f"{tag}{issn}" if valid_issn(issn) or plain_digits else found[0]


def _number(part: str) -> str:
    """A run of digits with letters that were digits, put right: `O14` is `014`."""
    if re.fullmatch(rf"{DIGIT}*\d{DIGIT}*", part):
        return as_digits(part)
    return part
