"""A relay before the server: remembers what was asked, and can be gone for a while, as a server that was killed."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Relay:
    """Hands requests on to the server at `port`; `asked` and `answered` hold what went through."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.answered: list[tuple[Any, Any]] = []
        self._server: ThreadingHTTPServer | None = None
        self._own = 0
        self._lets_through = threading.Event()
        self._lets_through.set()
        self.up()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._own}"

    def up(self) -> None:
        relay = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                relay.asked.append((self.path, dict(self.headers.items()), json.loads(body) if body else None))
                relay._lets_through.wait(timeout=60)
                status, told = relay._hand_on(self.command, self.path, dict(self.headers.items()), body)
                if body and status == 200:
                    relay.answered.append((json.loads(body), json.loads(told)))
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_POST = do_OPTIONS = answer  # noqa: N815

            def handle(self) -> None:
                with contextlib.suppress(ConnectionError):  # hung up: a newer text overtook the one it asked about
                    super().handle()

        self._server = ThreadingHTTPServer(("127.0.0.1", self._own), Handler)
        self._server.daemon_threads = True
        self._own = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def down(self) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @contextlib.contextmanager
    def holding(self) -> Iterator[None]:
        """Meanwhile what is asked is remembered, and answered afterwards."""
        self._lets_through.clear()
        try:
            yield
        finally:
            self._lets_through.set()

    def bodies(self, path: str) -> list[Any]:
        """What was sent to `path`, in order; health probes, which check an empty text, left out."""
        return [body for asked, _, body in self.asked if asked == path and body != {"text": ""}]

    def answer_to(self, text: str) -> dict[str, Any] | None:
        """The newest answer to a check of `text`; None while there is none."""
        return next(
            (told for asked, told in reversed(self.answered) if asked.get("text") == text and "findings" in told), None
        )

    def _hand_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        kept = {key: value for key, value in headers.items() if key.lower() not in ("host", "connection")}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body, kept)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()
