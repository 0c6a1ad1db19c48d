"""Connections that may not pile up: how many there are, how long a head may take to arrive and an answer to leave.

uvicorn limits none of these; the body's size and time are those of `coach.apps.web.limits`.
"""

from __future__ import annotations

import asyncio
import http
import socket
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from coach.apps.web.refusals import RefusedError

CONNECTIONS: Final = 1000
HEAD_SECONDS: Final = 15.0
READING_SECONDS: Final = 30.0
"""So long an answer may wait for its client to read on."""
SPARE_FILES: Final = 100
"""Open files that a server needs beside its connections."""
_LINGER_SECONDS: Final = 1.0


def most_connections() -> int:
    """How many connections this process can hold, after asking the system for room; `CONNECTIONS` if all is well."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + SPARE_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(1, min(CONNECTIONS, soft - SPARE_FILES))


def connection_class(
    most: int = CONNECTIONS, head_seconds: float = HEAD_SECONDS, reading_seconds: float = READING_SECONDS
) -> type[asyncio.Protocol]:
    """The protocol of connections of which there are `most`.

    Args:
        head_seconds: how long a head may take to arrive.
        reading_seconds: how long an answer may wait for its client to read on.
    """

    class Connection(_Connection):
        most_connections = most
        seconds_for_head = head_seconds
        seconds_for_reading = reading_seconds

    return Connection


class _Connection(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with limits."""

    most_connections = CONNECTIONS
    seconds_for_head = HEAD_SECONDS
    seconds_for_reading = READING_SECONDS

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._late: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there; one too many is told so."""
        super().connection_made(transport)
        client = transport.get_extra_info("socket")
        if client is not None and client.family in (socket.AF_INET, socket.AF_INET6):
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else a body waits 40 ms behind its head
        if len(self.connections) > self.most_connections:
            self._refuse(RefusedError(503, "同时连着的太多了，请过一会儿再试。", "busy"))
        else:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._stop_waiting()
        self._is_read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some of a request arrived."""
        if self._is_refused:
            return
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._late is None:
            self._wait_for_head()

    def on_response_complete(self) -> None:
        """A request was answered; of one that was not read to its end, the rest is not waited for."""
        super().on_response_complete()
        if self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY:
            self._unset_keepalive_if_required()
            self._leave()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more is asked; the client has had time to read."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(_LINGER_SECONDS, self.transport.abort)

    def pause_writing(self) -> None:
        """The client reads more slowly than it is answered."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.seconds_for_reading, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        self._is_read()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, in the one shape; `msg` is uvicorn's."""
        self._refuse(RefusedError(400, "这不是一个完整的 HTTP 请求。"))

    def _wait_for_head(self) -> None:
        self._late = self.loop.call_later(self.seconds_for_head, self._give_up)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _is_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _give_up(self) -> None:
        if not self.transport.is_closing() and self.transport.get_protocol() is self:
            self._refuse(RefusedError(408, "请求发得太慢，没有等到。"))

    def _refuse(self, refusal: RefusedError) -> None:
        """Say so, and close."""
        head = (
            f"HTTP/1.1 {refusal.status} {http.HTTPStatus(refusal.status).phrase}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(refusal.content)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + refusal.content)
        self._leave()

    def _leave(self) -> None:
        """Close once the client had time to read the answer: a socket closed at once takes it with it."""
        self._is_refused = True
        self._stop_waiting()
        self.connections.discard(self)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_LINGER_SECONDS, self.transport.abort)
