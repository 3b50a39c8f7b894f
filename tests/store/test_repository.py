"""Revisions on both databases: added, never changed; undone, restored, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipeline.errors import RecordNotFound, StoreError
from pipeline.records.article import Status
from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.store.folder import Imported
from pipeline.store.repository import EditConflict
from pipeline.writers.record_json import record_json
from tests.records.made import record
from tests.store.conftest import take_in

KEY = "ab" * 8
TITLE = NewValue(path="title.en", value="Effect of Combined Treatment")


def test_every_edit_is_a_revision_with_who_when_and_what(desk: Desk) -> None:
    number = desk.records.edit(KEY, 1, NewValue(path="doi", value="10.5555/abc"), "ann")
    assert number == 2
    newest, first = desk.records.history(KEY)
    assert (newest.author, newest.kind, newest.parent) == ("ann", "edit", 1)
    edited = desk.records.get(KEY).record
    assert edited.evidence["doi"].text == edited.doi == "10.5555/abc"
    (change,) = newest.changes
    assert (change.path, change.new) == ("doi", "10.5555/abc")
    assert change.evidence is not None
    assert change.evidence.bbox.left == 100
    assert (first.author, first.kind) == ("scanglot", "reading")
    review = desk.records.get(KEY).record.review
    assert review is not None
    assert (review.by, review.corrected) == ("ann", ("doi",))
    assert desk.records.find("doi:10.5555/abc") == KEY


def test_the_second_is_told_and_nothing_is_lost(desk: Desk) -> None:
    desk.records.edit(KEY, 1, TITLE, "ann")
    with pytest.raises(EditConflict) as told:
        desk.records.edit(KEY, 1, NewValue(path="year", value="2024"), "bob")
    assert (told.value.by, told.value.head, told.value.changes[0].new) == ("ann", 2, TITLE.value)
    desk.records.edit(KEY, told.value.head, NewValue(path="year", value="2024"), "bob")
    record = desk.records.get(KEY).record
    assert (record.title["en"], record.year) == (TITLE.value, 2024)


def test_undo_goes_back_step_by_step_and_restore_forward(desk: Desk) -> None:
    desk.records.edit(KEY, 1, TITLE, "ann")
    desk.records.decide(KEY, 2, "approved", "ann")
    assert desk.records.get(KEY).record.status is Status.OK
    desk.records.undo(KEY, 3, "ann")
    stored = desk.records.get(KEY)
    assert (stored.entry.state, stored.record.title["en"]) == ("pending", TITLE.value)
    assert stored.record.status is Status.NEEDS_REVIEW
    desk.records.undo(KEY, 4, "ann")
    assert desk.records.get(KEY).record.title["en"] == record().title["en"]
    with pytest.raises(StoreError, match="nothing to undo"):
        desk.records.undo(KEY, 5, "ann")
    desk.records.restore(KEY, 5, 3, "bob")
    stored = desk.records.get(KEY)
    assert (stored.entry.state, stored.record.title["en"], stored.revision) == ("approved", TITLE.value, 6)
    assert [step.number for step in desk.records.history(KEY)] == [6, 5, 4, 3, 2, 1]


def test_the_database_itself_refuses_to_change_a_revision(desk: Desk) -> None:
    for statement in ("UPDATE revision SET author = 'eve'", "DELETE FROM revision"):
        with pytest.raises(DBAPIError, match="only ever added"), desk._engine.begin() as connection:
            connection.execute(text(statement))


def test_flags_are_settled_and_come_back_with_undo(desk: Desk) -> None:
    desk.records.settle(KEY, 1, "translation.draft_model", "abstract.en", "ann")
    stored = desk.records.get(KEY)
    assert stored.record.quality.flags == ()
    assert stored.record.review is not None
    assert stored.record.review.confirmed == ("abstract.en",)
    desk.records.undo(KEY, 2, "ann")
    assert len(desk.records.get(KEY).record.quality.flags) == 1
    with pytest.raises(StoreError, match="no flag"):
        desk.records.settle(KEY, 3, "no.such", "", "ann")


def test_a_translation_that_turns_out_to_be_printed(desk: Desk) -> None:
    desk.records.printed(KEY, 1, "abstract.en", "ann")
    assert desk.records.get(KEY).record.translated == ()


def test_unknown_keys_and_empty_records(desk: Desk) -> None:
    with pytest.raises(RecordNotFound):
        desk.records.get("nothing")
    with pytest.raises(RecordNotFound):
        desk.records.find("doi:10.1/none")
    desk.records.revise(KEY, 1, "ann", "edit", lambda r: r.model_copy(update={"title": {}, "abstract": {}}))
    with pytest.raises(StoreError, match="cannot be approved"):
        desk.records.decide(KEY, 2, "approved", "ann")


def test_a_new_run_renews_what_nobody_touched(desk: Desk, out: Path) -> None:
    assert take_in(desk, out) == Imported(unchanged=1)
    (out / "scan.json").write_text(record_json(record(year=2024)), encoding="utf-8")
    assert take_in(desk, out) == Imported(renewed=1)
    assert desk.records.get(KEY).record.year == 2024


def test_a_new_run_is_only_offered_beside_a_persons_work(desk: Desk, out: Path) -> None:
    desk.records.edit(KEY, 1, TITLE, "ann")
    (out / "scan.json").write_text(record_json(record(year=2024)), encoding="utf-8")
    assert take_in(desk, out) == Imported(offered=1)
    stored = desk.records.get(KEY)
    assert stored.record.year == 2023
    assert stored.offered is not None
    desk.records.take(KEY, 2, ("year",), "ann")
    stored = desk.records.get(KEY)
    assert (stored.record.year, stored.record.title["en"], stored.offered) == (2024, TITLE.value, None)
    assert take_in(desk, out) == Imported(unchanged=1)


def test_copies_and_strangers_in_the_folder(desk: Desk, out: Path) -> None:
    (out / "copy.json").write_text(record_json(record()), encoding="utf-8")
    (out / "stray.json").write_text("{}", encoding="utf-8")
    found = take_in(desk, out)
    assert found == Imported(unchanged=1, duplicates=["copy.json"], unreadable=["stray.json"])


def test_export_and_harvest_see_what_is_approved(desk: Desk) -> None:
    assert list(desk.harvest.stream()) == []
    desk.records.decide(KEY, 1, "approved", "ann")
    (approved,) = desk.harvest.stream()
    assert approved.review is not None
    assert approved.review.state == "approved"
    assert list(desk.harvest.stream(changed_since=approved.review.at[:10])) == [approved]
    assert list(desk.harvest.stream(changed_since="2100-01-01")) == []
