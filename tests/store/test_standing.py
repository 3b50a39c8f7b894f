"""One truth: what people made of a record is what the files on disk and every export say."""

from __future__ import annotations

from pathlib import Path

from pipeline.records.article import Origin
from pipeline.records.record import released
from pipeline.store.database import desk_url
from pipeline.store.desk import Desk
from pipeline.store.edits import NewValue
from pipeline.store.folder import Imported
from pipeline.writers.record_files import put_reviewed, read_record, reading_file, record_files
from pipeline.writers.record_json import record_json
from tests.records.made import record

KEY = "ab" * 8
DOI = NewValue(path="doi", value="10.5555/abc")


def _take_in(desk: Desk, out: Path) -> Imported:
    return desk.take_in(out, record_files([out]), read_record, reading_file)


def test_corrections_reach_the_file_and_the_machines_reading_stays_beside(desk: Desk, out: Path) -> None:
    desk.records.edit(KEY, 1, DOI, "ann")
    assert desk.standing.write(put_reviewed) == 1
    assert desk.standing.write(put_reviewed) == 0
    written = read_record(out / "scan.json")
    assert written == desk.records.get(KEY).record
    assert read_record(reading_file(out, Path("scan.json"))) == record()
    assert _take_in(desk, out) == Imported(unchanged=1)
    desk.records.undo(KEY, 2, "ann")
    desk.standing.write(put_reviewed)
    assert read_record(out / "scan.json").doi == record().doi


def test_a_corrected_value_says_who_and_keeps_what_the_machine_had(desk: Desk) -> None:
    desk.records.edit(KEY, 1, DOI, "ann")
    desk.records.edit(KEY, 2, NewValue(path="year", value="2024"), "bob")
    found = desk.records.get(KEY).record
    assert found.review is not None
    doi = found.review.corrections["doi"]
    assert (doi.by, doi.was, found.review.corrections["year"].by) == ("ann", record().doi, "bob")
    assert doi.evidence == record().evidence["doi"]
    assert (found.evidence["doi"].origin, found.evidence["doi"].confidence) == (Origin.REVIEWER, 0.99)
    desk.records.edit(KEY, 3, NewValue(path="doi", value=str(record().doi)), "bob")
    assert desk.records.get(KEY).record.evidence["doi"] == record().evidence["doi"]


def test_a_newer_reading_is_written_aside_and_the_correction_stays(desk: Desk, out: Path) -> None:
    desk.records.edit(KEY, 1, DOI, "ann")
    desk.standing.write(put_reviewed)
    newer = reading_file(out, Path("scan.json"))
    newer.write_text(record_json(record(year=2024)), encoding="utf-8")
    assert _take_in(desk, out) == Imported(offered=1)
    desk.standing.write(put_reviewed)
    assert (read_record(out / "scan.json").doi, read_record(out / "scan.json").year) == ("10.5555/abc", 2023)


def test_a_lost_database_loses_no_work(desk: Desk, out: Path, tmp_path: Path) -> None:
    desk.records.edit(KEY, 1, DOI, "ann")
    desk.records.decide(KEY, 2, "approved", "bob")
    desk.standing.write(put_reviewed)
    other = Desk(f"sqlite:///{tmp_path / 'other.sqlite'}")
    try:
        assert _take_in(other, out).new == 1
        stored = other.records.get(KEY)
        assert (stored.entry.state, stored.record.doi) == ("approved", "10.5555/abc")
        assert other.records.at(KEY, 1).doi == record().doi
    finally:
        other.close()


def test_records_from_disk_are_given_as_they_stand(desk: Desk) -> None:
    assert desk.standing.now()(Path("scan.json"), record()) == record()
    desk.records.edit(KEY, 1, DOI, "ann")
    assert desk.standing.now()(Path("scan.json"), record()).doi == "10.5555/abc"


def test_what_may_be_used(desk: Desk) -> None:
    assert not released(record())
    assert released(record(status="ok"))
    desk.records.decide(KEY, 1, "approved", "ann")
    assert released(desk.records.get(KEY).record)
    desk.records.decide(KEY, 2, "rejected", "ann")
    assert not released(desk.records.get(KEY).record.model_copy(update={"status": "ok"}))


def test_the_desk_of_a_folder_is_found_from_its_records(out: Path) -> None:
    assert desk_url(out) is None
    (out / ".scanglot").mkdir()
    (out / ".scanglot" / "review.sqlite").touch()
    (out / "deep").mkdir()
    assert desk_url(out / "deep" / "scan.json") == f"sqlite:///{out.resolve()}/.scanglot/review.sqlite"


def test_two_sources_with_one_doi_are_flagged(desk: Desk, out: Path) -> None:
    other = record().source.model_dump(mode="json") | {"sha256": "e" * 64, "file": "other.pdf"}
    second = record(id="doi:10.5555/abc", doi="10.5555/abc", source=other)
    (out / "other.json").write_text(record_json(second), encoding="utf-8")
    _take_in(desk, out)
    desk.records.edit(KEY, 1, DOI, "ann")
    flag = next(f for f in desk.records.get(KEY).record.quality.flags if f.code == "doi.duplicate")
    assert "other.pdf" in flag.message
    desk.records.edit(KEY, 2, NewValue(path="doi", value="10.5555/abd"), "ann")
    assert "doi.duplicate" not in {f.code for f in desk.records.get(KEY).record.quality.flags}


def test_what_was_approved_is_looked_at_again_when_a_newer_reading_is_taken(desk: Desk, out: Path) -> None:
    desk.records.decide(KEY, 1, "approved", "ann")
    (out / "scan.json").write_text(record_json(record(year=2024)), encoding="utf-8")
    _take_in(desk, out)
    assert desk.records.get(KEY).entry.state == "approved"
    desk.records.take(KEY, 2, ("year",), "ann")
    assert desk.records.get(KEY).entry.state == "pending"
