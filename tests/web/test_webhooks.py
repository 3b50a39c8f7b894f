"""Webhooks: told in order, signed, tried again, and never of what nobody approved."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pipeline.store.desk import Desk
from pipeline.web.webhooks import SIGNATURE, Webhooks, post, signature
from tests.web.conftest import KEY

SECRET = "a secret of some length"


class Receiver:
    """Keeps what it is sent; the first `refuse` times it does not answer."""

    def __init__(self, refuse: int = 0, want: int = 1) -> None:
        self.got: list[tuple[str, bytes, dict[str, str]]] = []
        self.refuse, self.want, self.done = refuse, want, threading.Event()

    def __call__(self, address: str, body: bytes, headers: dict[str, str]) -> None:
        if self.refuse:
            self.refuse -= 1
            raise ConnectionRefusedError(address)
        self.got.append((address, body, headers))
        if len(self.got) >= self.want:
            self.done.set()


def told(desk: Desk, receiver: Receiver, *decisions: tuple[int, str]) -> list[str]:
    hooks = Webhooks(desk, ("https://index.example/hook", "ftp://no"), SECRET, receiver, pause=0.01)
    for base, state in decisions:
        desk.records.decide(KEY, base, state, "ann")
        hooks.changed()
    receiver.done.wait(5)
    hooks.close()
    return [json.loads(body)["event"] for _, body, _ in receiver.got]


def test_an_approval_is_told_and_signed(desk: Desk) -> None:
    receiver = Receiver()
    assert told(desk, receiver, (1, "approved")) == ["approved"]
    address, body, headers = receiver.got[0]
    assert address == "https://index.example/hook"
    assert json.loads(body) | {"changed": ""} == {
        "event": "approved",
        "key": KEY,
        "id": desk.records.get(KEY).record.id,
        "revision": 2,
        "changed": "",
        "record": f"/api/records/{KEY}",
    }
    moment, _, made = headers[SIGNATURE].partition(",v1=")
    again = hmac.new(SECRET.encode(), moment.removeprefix("t=").encode() + b"." + body, hashlib.sha256)
    assert made == again.hexdigest()
    assert signature("another secret of mine", body, 1) != signature(SECRET, body, 1)


def test_a_receiver_that_is_away_is_asked_again(desk: Desk) -> None:
    assert told(desk, Receiver(refuse=2), (1, "approved")) == ["approved"]


def test_a_rejection_of_what_nobody_approved_is_not_told(desk: Desk) -> None:
    receiver = Receiver()
    receiver.done.set()
    assert told(desk, receiver, (1, "rejected")) == []


def test_a_withdrawal_is_told(desk: Desk) -> None:
    desk.records.decide(KEY, 1, "approved", "ann")
    assert told(desk, Receiver(), (2, "rejected")) == ["withdrawn"]


def test_posting_over_a_real_socket() -> None:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.rfile.read(int(self.headers["Content-Length"])).decode() + self.headers["X-A"])
            self.send_response(204 if len(seen) == 1 else 500)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    post(address, b"{}", {"X-A": "b"})
    with pytest.raises(OSError, match="500"):
        post(address, b"{}", {"X-A": "b"})
    server.shutdown()
    server.server_close()
    assert seen == ["{}b", "{}b"]
