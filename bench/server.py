"""`python -m bench.server`: how long `coach serve` takes to answer, against an empty endpoint of the same server.

It starts a server of its own on loopback, asks a bounded number of times over kept connections, and stops it. Every
text is asked once only, so that nothing is answered from memory; empty, quiet and marked requests take turns, so that
a busy machine hits all of them alike.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import coach
from bench import replies

ASKED = 1500
"""Requests of each kind, at one connection."""
BESIDE = 50
"""Connections beside it, in the second round."""
ROUNDS = 3
PAUSE = 0.5
"""Seconds between two requests of a connection beside: somebody who types."""
LONGEST = 240
"""Seconds after which it stops, whatever it has."""
BARS = {"quiet": 3.0, "marked": 6.0}
KINDS = ("empty", "quiet", "marked")


class Line:
    """A kept connection that asks one request at a time, with as little of its own as possible."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._host = f"127.0.0.1:{port}"

    def ask(self, text: str | None) -> float:
        """Seconds until the whole answer was there; None asks the empty endpoint."""
        request = self._request(text)
        start = time.perf_counter()
        self._socket.sendall(request)
        answer = self._socket.recv(65536)
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += self._socket.recv(65536)
        seconds = time.perf_counter() - start
        assert answer.startswith(b"HTTP/1.1 200"), answer
        return seconds

    def close(self) -> None:
        self._socket.close()

    def _request(self, text: str | None) -> bytes:
        if text is None:
            return f"GET /healthz HTTP/1.1\r\nHost: {self._host}\r\n\r\n".encode()
        body = json.dumps({"text": text}, ensure_ascii=False).encode()
        head = f"POST /api/check HTTP/1.1\r\nHost: {self._host}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


def main() -> None:
    """Measure, and print a table."""
    end = time.monotonic() + LONGEST
    mine = coach.load()
    texts = {"quiet": _distinct(replies.quiet(mine, 300)), "marked": _distinct(replies.marked(mine, 300))}
    with _server() as port:
        _measured(port, texts, 200, end)  # what is read late is read
        alone = [_measured(port, texts, ASKED // ROUNDS, end) for _ in range(ROUNDS)]
        with _beside(port, texts["quiet"]):
            crowded = [_measured(port, texts, ASKED // ROUNDS, end) for _ in range(ROUNDS)]
    print(f"{'':28}  {'p50 ms':>7}  {'p99 ms':>7}  {'÷ empty':>7}  bar")
    for name, rounds, barred in (("one connection", alone, True), (f"{BESIDE} beside it", crowded, False)):
        for kind in KINDS:
            _tell(f"{name}, {kind}", kind, rounds, barred=barred)


def _tell(name: str, kind: str, rounds: list[dict[str, list[float]]], *, barred: bool) -> None:
    """The median of the rounds: a machine that others use is never quiet for all of them."""
    half, most = (statistics.median(_quantile(one[kind], share) for one in rounds) for share in (0.5, 0.99))
    ratio = statistics.median(_quantile(one[kind], 0.99) / _quantile(one["empty"], 0.99) for one in rounds)
    bar = BARS.get(kind) if barred else None
    verdict = f"≤ {bar:.0f}  {'ok' if ratio <= bar else 'MISSED'}" if bar else ""
    print(f"{name:28}  {half * 1000:7.2f}  {most * 1000:7.2f}  {ratio:7.2f}  {verdict}".rstrip())


def _measured(port: int, texts: dict[str, Iterator[str]], asked: int, end: float) -> dict[str, list[float]]:
    line = Line(port)
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    gc.disable()
    for _ in range(asked):
        for kind in KINDS:
            seconds[kind].append(line.ask(None if kind == "empty" else next(texts[kind])))
        if time.monotonic() > end:
            break
    gc.enable()
    line.close()
    return seconds


def _quantile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[int(len(seconds) * share)]


def _distinct(texts: list[str]) -> Iterator[str]:
    """The texts over and over, each time with an ending of its own."""
    for number in count():
        yield texts[number % len(texts)] + chr(0x4E00 + number // len(texts) % 20000)


@contextlib.contextmanager
def _beside(port: int, texts: Iterator[str]) -> Iterator[None]:
    """Other people who type."""
    stop, lock = threading.Event(), threading.Lock()

    def type_on(first: float) -> None:
        line, pause = Line(port), first
        while not stop.wait(pause):
            with lock:
                text = next(texts)
            line.ask(text)
            pause = PAUSE
        line.close()

    threads = [threading.Thread(target=type_on, args=(PAUSE * number / BESIDE,)) for number in range(BESIDE)]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()


@contextlib.contextmanager
def _server() -> Iterator[int]:
    """A server on a free port."""
    root = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(root), "COACH_DATA": folder}
        command = [sys.executable, "-m", "coach", "serve", "--port", "0", "--config", "none", "--rate", "1000000"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=folder, env=environment)
        assert process.stderr is not None
        try:
            line = next(line for line in process.stderr if "127.0.0.1:" in line)
            yield int(line.split("127.0.0.1:")[1].split()[0].rstrip("/"))
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
