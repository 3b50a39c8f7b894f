"""Webhooks: addresses that are told, signed, when a record is approved, changed after that, or withdrawn."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from threading import Event, Thread

from pipeline.store.desk import Desk
from pipeline.store.filters import Filters
from pipeline.store.harvest import Sheaf

SIGNATURE = "X-Scanglot-Signature"
"""`t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>` with the secret."""
TRIES = 4
_TIMEOUT = 10.0
_LOG = logging.getLogger(__name__)

Send = Callable[[str, bytes, dict[str, str]], None]
"""Posts a body with headers to an address. Raises OSError."""


def signature(secret: str, body: bytes, moment: int) -> str:
    """What stands in the signature's header; a receiver makes it again and compares, and refuses old moments."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={signed.hexdigest()}"


def body_of(sheaf: Sheaf) -> bytes:
    """The event as JSON: which record, in which revision, and where it can be read."""
    entry = sheaf.entry
    event = {
        "event": "approved" if entry.state == "approved" else "withdrawn",
        "key": entry.key,
        "id": entry.id,
        "revision": entry.head,
        "changed": entry.changed,
        "record": f"/api/records/{entry.key}",
    }
    return json.dumps(event, ensure_ascii=False).encode()


def post(address: str, body: bytes, headers: dict[str, str]) -> None:
    """POST over HTTP(S). Raises OSError (HTTPError is one) unless the answer is 2xx."""
    request = urllib.request.Request(address, body, headers, method="POST")  # noqa: S310 (only http, see `Webhooks`)
    with urllib.request.urlopen(request, timeout=_TIMEOUT):  # noqa: S310
        pass


class Webhooks:
    """A thread that tells every address of what was decided since the desk was opened, in order.

    An address that does not answer is tried `TRIES` times, ever later, and then left for this event, which is logged:
    who missed one catches up with `changed_since`.
    """

    def __init__(
        self, desk: Desk, addresses: tuple[str, ...], secret: str, send: Send = post, pause: float = 1.0
    ) -> None:
        self._desk, self._secret, self._send, self._pause = desk, secret, send, pause
        self._addresses = tuple(a for a in addresses if a.startswith(("https://", "http://")))
        self._changed, self._over = Event(), Event()
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)
        if self._addresses:
            self._after = desk.harvest.last()
            self._thread.start()

    def changed(self) -> None:
        """Something changed: tell of it soon."""
        self._changed.set()

    def close(self) -> None:
        """Stop; what is being told is told once more at most."""
        self._over.set()
        self._changed.set()
        if self._addresses:
            self._thread.join(2 * _TIMEOUT)

    def _run(self) -> None:
        while not self._over.is_set():
            self._changed.wait()
            self._changed.clear()
            self._tell()

    def _tell(self) -> None:
        while found := self._desk.harvest.page(Filters(once_approved=True), 100, self._after):
            for sheaf in found:
                for address in self._addresses:
                    self._deliver(address, body_of(sheaf))
                self._after = sheaf.entry.seq

    def _deliver(self, address: str, body: bytes) -> None:
        for attempt in range(TRIES):
            moment = int(time.time())
            headers = {"Content-Type": "application/json", "User-Agent": "scanglot"}
            try:
                self._send(address, body, headers | {SIGNATURE: signature(self._secret, body, moment)})
            except OSError as error:
                if attempt == TRIES - 1:
                    _LOG.warning("webhook %s was not reached (%s)", address, error)
                elif self._over.wait(self._pause * 4**attempt):
                    return
            else:
                return
