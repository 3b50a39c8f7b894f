"""Asking registries over HTTP: seldom, with a name and an address, and never twice for the same."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipeline import __version__

PAUSE = 1.0
"""Seconds between two questions to one host."""
_TIMEOUT = 20.0
_MOST = 5_000_000
"""Bytes of an answer, at most."""
_WAIT = 60.0
"""Seconds that a registry may ask to wait for; with more it counts as not reached."""


class NotReached(Exception):
    """The registry did not answer, or not in its own language."""


class Answer(NamedTuple):
    """What a registry said, and when; `content` is None where it does not know what was asked for."""

    url: str
    at: str
    content: Any


class Polite:
    """One who asks registries: a pause before each question to a host, a cache, a contact in every request.

    Answers are kept below `cache` for ever; delete the folder to ask again. `offline` answers from the cache alone.
    """

    def __init__(
        self,
        cache: Path,
        contact: str,
        *,
        pause: float = PAUSE,
        offline: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._cache, self._pause, self._offline, self._sleep = cache, pause, offline, sleep
        self._agent = f"scanglot/{__version__} (mailto:{contact})"
        self._asked: dict[str, float] = {}

    def ask(self, url: str) -> Answer:
        """The answer as JSON, from the cache where it is known. Raises NotReached."""
        kept = self._cache / f"{hashlib.sha256(url.encode()).hexdigest()}.json"
        if kept.is_file():
            return Answer(**json.loads(kept.read_text(encoding="utf-8")))
        if self._offline:
            raise NotReached("it is not in the cache")
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        answer = Answer(url, moment, self._fetched(url))
        self._cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_text(json.dumps(answer._asdict(), ensure_ascii=False), encoding="utf-8")
        part.replace(kept)
        return answer

    def _fetched(self, url: str, again: bool = True) -> Any:
        host = urlsplit(url).netloc
        wait = self._asked.get(host, -self._pause) + self._pause - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._asked[host] = time.monotonic()
        headers = {"User-Agent": self._agent, "Accept": "application/json"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 (addresses are http or https)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
                return json.loads(response.read(_MOST))
        except urllib.error.HTTPError as error:
            with error:
                return self._refused(url, error, again)
        except (OSError, ValueError) as error:
            raise NotReached(str(error)) from error

    def _refused(self, url: str, error: urllib.error.HTTPError, again: bool) -> Any:
        """None for what is unknown; once more where the registry is busy and says for how long."""
        if error.code in (404, 410):
            return None
        asked = error.headers.get("Retry-After", "")
        if error.code in (429, 503) and again and asked.isdigit() and int(asked) <= _WAIT:
            self._sleep(float(asked))
            return self._fetched(url, again=False)
        raise NotReached(f"HTTP {error.code}")
