"""Desks that are served for all browser tests of a session, one on each database, and begin anew for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock

import psycopg
from PIL import Image
from sqlalchemy import Engine, inspect

from pipeline.stages.check.again import check_again
from pipeline.store.database import VERSION_TABLE
from pipeline.store.desk import Desk
from pipeline.store.folder import Imported
from pipeline.web.settings import Hands, Progress, ReadAgain, Reread
from pipeline.writers.record_files import put_reviewed, read_record, reading_file, record_files
from tests.web.made_pages import main_record, make_out

CLEAN = "d" * 16
HOSTILE = "c" * 16


class House:
    """A desk as `scanglot review` opens it, over a folder of three records; its hands note what they are asked for."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.address = url, ""
        self.out = make_out(folder / "out")
        self.desk = Desk(url, check_again)
        self._take_in()
        self.asked: list[Reread] = []
        self.kept: list[tuple[str, ...]] = []
        self.gate = Event()
        """Set; while it is not, an intake waits before its first record."""
        self._first, self._picture = folder / "first", folder / "page.jpg"
        shutil.copytree(self.out, self._first)
        Image.new("L", (500, 700), 200).save(self._picture)
        self._writing = Lock()
        self._restore = _kept(self.desk._engine, folder)

    def anew(self) -> None:
        """Everything as it was at first: database, folder, and what was asked for."""
        with self._writing:
            self._restore()
            shutil.rmtree(self.out)
            shutil.copytree(self._first, self.out)
        self.desk.queue._overview.cache_clear()
        self.asked.clear()
        self.kept.clear()
        self.gate.set()

    def hands(self) -> Hands:
        """All that a desk can be handed."""
        return Hands(
            refresh=self._take_in,
            publish=self._publish,
            page=lambda _: self._picture,
            source=lambda _: self._picture,
            place=lambda wish, where: Path(where) / wish.file,
            reread=self._reread,
            split=self._split,
            sentence=lambda *said: self.kept.append(said),
            term=lambda *said: self.kept.append(said),
        )

    def _take_in(self, told: Callable[[Imported], None] = lambda _: None) -> Imported:
        def waiting(found: Imported) -> None:
            told(found)
            if self.address and not found.done:
                self.gate.wait(20)

        return self.desk.take_in(self.out, record_files([self.out]), read_record, reading_file, waiting)

    def _publish(self) -> int:
        with self._writing:
            return self.desk.standing.write(put_reviewed)

    def _reread(self, wish: Reread, progress: Progress) -> ReadAgain:
        self.asked.append(wish)
        return ReadAgain(record=main_record().model_copy(update={"year": 2000 + len(self.asked)}))

    def _split(self, wish: Reread, progress: Progress) -> str:
        self.asked.append(wish)
        return CLEAN


def _kept(engine: Engine, folder: Path) -> Callable[[], None]:
    """Keep the database as it is now; what is given back brings it back to that, whoever has it open."""
    if engine.dialect.name == "sqlite":
        kept, file = folder / "kept.sqlite", str(engine.url.database)
        _copy(file, str(kept))
        return lambda: _copy(str(kept), file)
    tables = [f'"{name}"' for name in inspect(engine).get_table_names() if name != VERSION_TABLE]
    server = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    _do(server, "CREATE SCHEMA kept", *(f"CREATE TABLE kept.{t} AS TABLE public.{t}" for t in tables))
    # The order of foreign keys is nothing to a replica.
    filled = (f"INSERT INTO public.{t} TABLE kept.{t}" for t in tables)
    commands = ("SET session_replication_role = replica", f"TRUNCATE {', '.join(tables)}", *filled)
    return lambda: _do(server, *commands)


def _copy(source: str, target: str) -> None:
    old, new = sqlite3.connect(source), sqlite3.connect(target, timeout=20)
    old.backup(new)
    old.close()
    new.close()


def _do(server: str, *commands: str) -> None:
    with psycopg.connect(server) as connection:
        for command in commands:
            connection.execute(command.encode())
