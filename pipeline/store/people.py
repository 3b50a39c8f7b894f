"""Who may use the desk: people with hashed passwords and roles, login sessions, API tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, sessionmaker

from pipeline.errors import StoreError
from pipeline.store.tables import Account, Ticket, now

SHORTEST_PASSWORD = 10
SESSION_HOURS = 12


class DeskRole(StrEnum):
    """What a person may do, each role more than the one before."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def covers(self, other: DeskRole) -> bool:
        """Whether this role may do what `other` may."""
        order = list(DeskRole)
        return order.index(self) >= order.index(other)


class Someone(NamedTuple):
    """A person who is logged in."""

    name: str
    role: DeskRole


class TokenInfo(NamedTuple):
    """An API token as it is listed: enough to know it by and to withdraw it."""

    number: str
    person: str
    label: str
    at: str


class People:
    """Keeps people, their sessions and tokens."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        # The least that OWASP's password storage cheat sheet asks of Argon2id; a desk has few logins and few cores.
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password has."""
        return self._hasher.hash(secrets.token_hex(16))

    def count(self) -> int:
        """How many people may log in."""
        with self._sessions() as session:
            return session.scalars(
                select(func.count()).select_from(Account).where(Account.disabled.is_(False))
            ).one()

    def all(self) -> list[Account]:
        """Everyone, by name."""
        with self._sessions() as session:
            found = list(session.scalars(select(Account).order_by(Account.name)))
            session.expunge_all()
        return found

    def add(self, name: str, password: str, role: DeskRole) -> None:
        """Add a person, or give a known one a new password and role. Raises StoreError for a poor password."""
        if not name.strip() or len(name) > 60 or not name.isprintable():
            raise StoreError("a name has 1 to 60 printable characters.", cure="Choose another name.")
        self._set_password(name, password, role)
        with self._sessions.begin() as session:
            session.execute(delete(Ticket).where(Ticket.person == name))

    def _set_password(self, name: str, password: str, role: DeskRole) -> None:
        if len(password) < SHORTEST_PASSWORD:
            raise StoreError(
                f"a password has at least {SHORTEST_PASSWORD} characters.", cure="Take a longer one."
            )
        with self._sessions.begin() as session:
            person = session.get(Account, name) or Account(name=name, at=now())
            if role is not DeskRole.ADMIN:
                _keep_an_admin(session, person)
            person.password, person.role, person.disabled = self._hasher.hash(password), role.value, False
            session.add(person)
            session.execute(delete(Ticket).where(Ticket.person == name, Ticket.expires.is_not(None)))

    def disable(self, name: str) -> None:
        """Shut a person out at once; what they did keeps their name."""
        with self._sessions.begin() as session:
            person = session.get(Account, name)
            if person is None:
                raise StoreError(f"there is no '{name}'.", cure="Check the name.")
            _keep_an_admin(session, person)
            person.disabled = True
            session.execute(delete(Ticket).where(Ticket.person == name))

    def login(self, name: str, password: str) -> str | None:
        """A new session's secret, or None. Unknown names take as long as wrong passwords."""
        with self._sessions() as session:
            person = session.get(Account, name)
        known = person.password if person and not person.disabled else self._nobody
        try:
            self._hasher.verify(known, password)
        except (Argon2Error, InvalidHashError):
            return None
        if person is None or person.disabled:
            return None
        expires = datetime.now(UTC) + timedelta(hours=SESSION_HOURS)
        return self._issue(name, None, expires.isoformat(timespec="microseconds"))

    def change_password(self, name: str, old: str, new: str) -> str | None:
        """Give oneself a new password, which ends every other session; a new session's secret, or None."""
        if self.login(name, old) is None:
            return None
        with self._sessions() as session:
            person = session.get_one(Account, name)
        self._set_password(name, new, DeskRole(person.role))
        return self.login(name, new)

    def tokens(self, name: str = "") -> list[TokenInfo]:
        """The API tokens of a person, or of everyone; never their secrets."""
        wanted = select(Ticket).where(Ticket.expires.is_(None)).order_by(Ticket.person, Ticket.at)
        with self._sessions() as session:
            rows = session.scalars(wanted.where(Ticket.person == name) if name else wanted)
            return [TokenInfo(t.digest[:16], t.person, t.label or "", t.at) for t in rows]

    def withdraw(self, number: str, name: str = "") -> None:
        """Take an API token back by its number; with `name` only if it is that person's."""
        gone = delete(Ticket).where(
            Ticket.expires.is_(None), Ticket.digest.startswith(number, autoescape=True)
        )
        with self._sessions.begin() as session:
            session.execute(gone.where(Ticket.person == name) if name else gone)

    def token(self, name: str, label: str) -> str:
        """A new API token's secret, which is shown once. Raises StoreError where nobody of that name may log in."""
        with self._sessions() as session:
            person = session.get(Account, name)
        if person is None or person.disabled:
            raise StoreError(f"there is no '{name}'.", cure="Check the name.")
        return self._issue(name, label[:60] or "token", None)

    def _issue(self, name: str, label: str | None, expires: str | None) -> str:
        secret = secrets.token_urlsafe(32)
        with self._sessions.begin() as session:
            session.execute(delete(Ticket).where(Ticket.expires < now()))
            session.add(Ticket(digest=_digest(secret), person=name, label=label, expires=expires, at=now()))
        return secret

    def logout(self, secret: str) -> None:
        """End a session or withdraw a token."""
        with self._sessions.begin() as session:
            session.execute(delete(Ticket).where(Ticket.digest == _digest(secret)))

    def whose(self, secret: str, *, token: bool = False) -> Someone | None:
        """Who holds this session (or, where `token` is set, this API token), if it is good."""
        with self._sessions() as session:
            ticket = session.get(Ticket, _digest(secret))
            if ticket is None or (ticket.expires is None) is not token:
                return None
            if ticket.expires is not None and ticket.expires < now():
                return None
            person = session.get_one(Account, ticket.person)
            return None if person.disabled else Someone(person.name, DeskRole(person.role))


def _keep_an_admin(session: Session, person: Account) -> None:
    """Refuse to take the last admin away. Raises StoreError."""
    others = select(func.count()).where(
        Account.role == DeskRole.ADMIN.value, Account.disabled.is_(False), Account.name != person.name
    )
    if person.role == DeskRole.ADMIN.value and not person.disabled and not session.scalars(others).one():
        raise StoreError("this is the last admin.", where=person.name, cure="Make someone else admin first.")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
