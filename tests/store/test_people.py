"""People: hashed passwords, sessions, tokens, roles; and databases that cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from pipeline.errors import StoreError
from pipeline.store.database import NEWEST
from pipeline.store.desk import Desk
from pipeline.store.people import DeskRole


def test_login_session_and_logout(desk: Desk) -> None:
    desk.people.add("ann", "a long password", DeskRole.REVIEWER)
    assert desk.people.login("ann", "wrong") is None
    assert desk.people.login("nobody", "a long password") is None
    secret = desk.people.login("ann", "a long password")
    assert secret is not None
    assert desk.people.whose(secret) == ("ann", DeskRole.REVIEWER)
    assert desk.people.whose(secret, token=True) is None
    desk.people.logout(secret)
    assert desk.people.whose(secret) is None


def test_nothing_secret_is_stored(desk: Desk) -> None:
    desk.people.add("ann", "a long password", DeskRole.ADMIN)
    token = desk.people.token("ann", "harvester")
    with desk._engine.begin() as connection:
        stored = str(connection.execute(text("SELECT * FROM person")).all())
        stored += str(connection.execute(text("SELECT * FROM ticket")).all())
    assert "$argon2id$" in stored
    assert "a long password" not in stored
    assert token not in stored
    assert desk.people.whose(token, token=True) == ("ann", DeskRole.ADMIN)


def test_a_new_password_or_shutting_out_ends_sessions(desk: Desk) -> None:
    desk.people.add("ann", "a long password", DeskRole.READER)
    first = desk.people.login("ann", "a long password") or ""
    desk.people.add("ann", "another password", DeskRole.READER)
    assert desk.people.whose(first) is None
    second = desk.people.login("ann", "another password") or ""
    assert desk.people.count() == 1
    desk.people.disable("ann")
    assert desk.people.whose(second) is None
    assert desk.people.login("ann", "another password") is None
    assert desk.people.count() == 0


@pytest.mark.parametrize(
    ("name", "password"), [("", "a long password"), ("ann", "short"), ("a\nb", "x" * 12)]
)
def test_poor_names_and_passwords_are_refused(desk: Desk, name: str, password: str) -> None:
    with pytest.raises(StoreError):
        desk.people.add(name, password, DeskRole.READER)


def test_roles_cover_those_below() -> None:
    assert DeskRole.ADMIN.covers(DeskRole.READER)
    assert not DeskRole.READER.covers(DeskRole.REVIEWER)


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "nonsense", "postgresql://nobody:secret@127.0.0.1:1/none?connect_timeout=1"]
)
def test_a_database_that_cannot_be_opened_says_so_without_the_password(url: str) -> None:
    with pytest.raises(StoreError) as told:
        Desk(url)
    assert "secret" not in str(told.value)


def test_the_schema_is_brought_up_once_and_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sub' / 'desk.sqlite'}"
    Desk(url).close()
    Desk(url).close()


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    config = Config()
    config.set_main_option("script_location", "pipeline.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST
