"""A server on this machine that answers as the Hugging Face hub does, and fails where it is told to."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REVISION = "0123456789abcdef0123456789abcdef01234567"
LARGE = 4000
"""Bytes from which a file lies in LFS, with a SHA-256 that the hub states."""


@dataclass
class FakeHub:
    """What the server has, how it fails, and what it was asked for: (method, file, range)."""

    repositories: dict[str, dict[str, bytes]]
    breaks_after: dict[str, int] = field(default_factory=dict)
    spoils: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    url: str = ""

    def about(self, repository: str) -> dict[str, object]:
        """The model's page as JSON, with the checksums of its files."""
        files = self.repositories[repository]
        return {"id": repository, "sha": REVISION, "siblings": [_sibling(n, c) for n, c in files.items()]}

    def content(self, repository: str, revision: str, name: str) -> bytes | None:
        """The bytes that are sent for a file: its own, or as many wrong ones."""
        content = self.repositories.get(repository, {}).get(name) if revision == REVISION else None
        return bytes(b ^ 1 for b in content) if content and name in self.spoils else content


def _sibling(name: str, content: bytes) -> dict[str, object]:
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    about: dict[str, object] = {"rfilename": name, "size": len(content), "blobId": blob}
    if len(content) >= LARGE:
        sums = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 130}
        about |= {"lfs": sums, "blobId": "0" * 40}
    return about


class Answering(BaseHTTPRequestHandler):
    """Answers for the hub that its server carries."""

    protocol_version = "HTTP/1.1"

    @property
    def hub(self) -> FakeHub:
        assert isinstance(self.server, Server)
        return self.server.hub

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._file(body=False)

    def do_GET(self) -> None:
        found = re.match(r"/api/models/([^/]+/[^/?]+)", self.path)
        if found is None:
            self._file(body=True)
        elif found[1] in self.hub.repositories:
            self._send(200, json.dumps(self.hub.about(found[1])).encode(), {})
        else:
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound"})

    def _file(self, *, body: bool) -> None:
        found = re.match(r"/([^/]+/[^/]+)/resolve/([^/]+)/([^?]+)", self.path)
        content = self.hub.content(*found.groups()) if found else None
        if found is None or content is None:
            self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        name, asked = found[3], self.headers.get("Range", "")
        self.hub.asked.append((self.command, name, asked))
        span = re.match(r"bytes=(\d+)-", asked)
        start = int(span[1]) if span else 0
        head = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if span else {}
        breaks = self.hub.breaks_after.pop(name, None) if body else None
        self._send(206 if span else 200, content[start:], head, body=body, breaks=breaks)

    def _send(
        self, code: int, content: bytes, head: dict[str, str], *, body: bool = True, breaks: int | None = None
    ) -> None:
        self.send_response(code)
        for key, value in {**head, "Content-Length": str(len(content)), "Accept-Ranges": "bytes"}.items():
            self.send_header(key, value)
        self.end_headers()
        if body:
            self.wfile.write(content[:breaks])
        if breaks is not None:
            self.close_connection = True


class Server(ThreadingHTTPServer):
    """Carries the hub that its requests are answered for."""

    def __init__(self, hub: FakeHub) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.hub = hub


@contextmanager
def served(hub: FakeHub) -> Iterator[FakeHub]:
    """The hub at `hub.url` for as long as the context lasts."""
    server = Server(hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
