"""Hosts of mail addresses: which can be one, and which are so well known that a misread one is recognised."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (resources.files(__package__) / "hosts.toml").read_text(encoding="utf-8")
    return {name: tuple(found) for name, found in tomllib.loads(text).items()}


def mail_hosts() -> tuple[str, ...]:
    """Well-known hosts, the commonest first."""
    return _table()["mail"]


def real_host(domain: str) -> bool:
    """Whether a mail host can be one: a top-level domain that exists, no digit inside a word, no odd number host."""
    labels = domain.casefold().split(".")
    known = labels[-1] in _table()["countries"] or labels[-1] in _table()["generic"]
    odd = any(re.search(r"[a-z]{2}[01568][a-z]|[a-z]{4}[05]$", label) for label in labels)
    number = re.fullmatch(r"\d{3}\.com", domain) and domain not in mail_hosts()
    return len(labels) > 1 and known and not odd and not number
