"""The queue's order, filters and batch approval, and search, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from pipeline.store.desk import Desk
from pipeline.store.filters import Filters
from pipeline.store.query import QueryFault
from pipeline.store.words import snippet, words
from pipeline.writers.record_json import record_json
from tests.records.made import record
from tests.store.conftest import take_in


def _quality(score: float, *flags: dict[str, str]) -> dict[str, object]:
    return {"score": score, "grade": "good", "flags": list(flags)}


def _source(letter: str) -> dict[str, object]:
    return record().source.model_dump(mode="json") | {"sha256": letter * 64, "file": f"{letter}.pdf"}


ERROR = {"code": "doi.checksum", "path": "doi", "severity": "error", "message": "Wrong."}


@pytest.fixture
def full(url: str, tmp_path: Path) -> Iterator[Desk]:
    records = {
        "c": record(id="c", doi=None, source=_source("c"), quality=_quality(0.99), translated=[], status="ok"),
        "d": record(id="d", doi=None, source=_source("d"), quality=_quality(0.97), translated=[], status="ok"),
        "e": record(
            id="e", doi=None, source=_source("e"), quality=_quality(0.97, ERROR), year=2019,
            title={"zh": "肺结节的随访", "ja": "肺結節の経過観察"}, keywords={"ko": ["폐암"]},
        ),
        "f": record(id="f", doi=None, source=_source("f"), quality=_quality(0.5), language="ja", status="ok"),
    }  # fmt: skip
    for name, made in records.items():
        (tmp_path / f"{name}.json").write_text(record_json(made), encoding="utf-8")
    desk = Desk(url)
    take_in(desk, tmp_path)
    yield desk
    desk.close()


def _ids(desk: Desk, **filters: object) -> str:
    return "".join(row.entry.id for row in desk.queue.page(Filters(**filters)))  # type: ignore[arg-type]


def test_what_needs_eyes_first_comes_first(full: Desk) -> None:
    assert _ids(full) == "efdc"
    first = full.queue.page(Filters(), 2)
    assert first[0].flags == ("doi.checksum",)
    rest = full.queue.page(Filters(), 2, (first[1].entry.need, first[1].entry.number))
    assert [row.entry.id for row in rest] == ["d", "c"]
    before, after = full.queue.neighbours(first[1].entry, Filters())
    assert (before, after) == ("e" * 16, "d" * 16)


FILTERS: list[tuple[dict[str, object], str]] = [
    ({"language": "ja"}, "f"),
    ({"flag": "doi.checksum"}, "e"),
    ({"year": 2019}, "e"),
    ({"doubt": "machine"}, "ef"),
    ({"status": "ok"}, "fdc"),
    ({"journal": "胸部肿瘤诊疗杂志", "language": "zh"}, "edc"),
    ({"state": "approved"}, ""),
    ({"journal": "'; DROP TABLE entry; --"}, ""),
]


def test_filters(full: Desk) -> None:
    assert [(filters, _ids(full, **filters)) for filters, _ in FILTERS] == FILTERS


def test_overview_counts(full: Desk) -> None:
    overview = full.queue.overview(Filters())
    assert (overview.total, overview.done) == (4, 0)
    assert dict(overview.facets["language"]) == {"zh": 3, "ja": 1}
    assert dict(full.queue.overview(Filters(language="zh")).facets["flag"]) == {"doi.checksum": 1}


def test_batch_approval_takes_only_what_is_in_order_and_is_undone_as_one(full: Desk) -> None:
    assert full.queue.approvable(Filters(), 0.96) == 2
    batch, count = full.queue.approve(Filters(), 0.96, "ann")
    assert (count, _ids(full, state="approved")) == (2, "dc")
    full.records.decide("c" * 16, 2, "rejected", "bob")
    assert full.queue.unapprove(batch, "ann") == 1
    assert (_ids(full, state="pending"), _ids(full, state="rejected")) == ("efd", "c")


QUERIES = [
    ("肺癌", 3),
    ("肺", 4),
    ("结节", 1),
    ("肺结节的随访", 1),
    ("肺结节随访", 0),
    ("結節", 1),
    ("聯合治療", 3),
    ("lipeng", 4),
    ("li peng", 4),
    ("lǐ péng", 4),
    ("Ouyang Jing", 4),
    ("ouyangjing", 4),
    ("lianhe zhiliao", 3),
    ("lian2he2", 3),
    ("R734.2", 4),
    ("clc:R734", 4),
    ("clc:R73", 4),
    ("clc:R74", 0),
    ("lipeng@163.com", 4),
    ("email:lipeng@163.com", 4),
    ("https://doi.org/10.1234/none", 0),
    ("肺癌 -结节", 3),
    ("肺癌 -lung", 0),
    ("폐암 OR 联合治疗", 4),
    ("title:联合治疗", 3),
    ("title:随访", 1),
    ("title:肺癌", 0),
    ('title:"Combined Treatment"', 3),
    ("title:combin*", 3),
    ("author:lipeng", 4),
    ("title:lipeng", 0),
    ("journal:胸部", 4),
    ("keyword:肺癌 OR keyword:폐암", 4),
    ("Note:肺癌", 0),
    ("폐암", 1),
    ("lung cancer", 3),
    ('"cancer lung"', 0),
    ("LUNG", 3),
    ("thorac*", 4),
    ("thorac", 0),
    ("李鹏 欧阳静", 4),
    ("纳入96例患者", 4),
    ("96例", 4),
    ("e.pdf", 1),
    ("1007-3841", 4),
    ('" rowid:1 NEAR(', 0),
    ("' | !x & (", 0),
    ("", 0),
    ("，。", 0),
    ("\x00", 0),
]


def test_search(full: Desk) -> None:
    found = [(query, full.search.find(query).total) for query, _ in QUERIES]
    assert found == QUERIES


@pytest.mark.parametrize(
    "query", ["-肺癌", "OR 肺癌", "肺癌 OR", "肺癌 OR OR lung", "abstract:lung", "year:2020", '" OR rowid:1']
)
def test_what_cannot_be_searched_is_refused_in_words(full: Desk, query: str) -> None:
    with pytest.raises(QueryFault, match=r"OR stands|only leave out|by itself"):
        full.search.find(query)


def test_search_within_filters(full: Desk) -> None:
    assert full.search.find("肺", filters=Filters(year=2019)).total == 1
    assert full.search.find("肺癌", filters=Filters(language="ja")).total == 1


def test_an_older_index_is_made_anew(full: Desk) -> None:
    assert full.search.renew() == 0
    with full._engine.begin() as connection:
        connection.execute(text("UPDATE clock SET value = 1 WHERE name = 'index'"))
        connection.execute(text("DELETE FROM search"))
    assert full.search.renew() == 4
    assert full.search.find("肺癌").total == 3


def test_search_follows_corrections(full: Desk) -> None:
    from pipeline.store.edits import NewValue

    full.records.edit("e" * 16, 1, NewValue(path="title.zh", value="胸腺瘤的随访"), "ann")
    assert full.search.find("胸腺瘤").total == 1
    assert full.search.find("肺结节的随访").total == 0
    full.records.undo("e" * 16, 2, "ann")
    assert full.search.find("肺结节的随访").total == 1


def test_words_are_pairs_in_eastern_scripts() -> None:
    assert list(words("肺癌PD-1抑制剂 Ａ")) == ["肺癌", "癌", "pd", "1", "抑制", "制剂", "剂", "a"]


def test_snippets_mark_what_was_asked() -> None:
    pieces = snippet(record(), ("有效率", "56.3")).pieces
    assert [text for text, hit in pieces if hit] == ["有效率", "56.3"]
    assert "".join(text for text, _ in pieces).startswith("目的")
