"""The live line: a WebSocket on which a draft is checked as it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from fastapi import FastAPI, WebSocket

from coach.apps.web.answers import Answers
from coach.apps.web.guard import refuse
from coach.apps.web.limits import BODY_LIMIT, LIVE_LIMIT, too_large
from coach.apps.web.questions import question, seq_of
from coach.apps.web.refusals import RefusedError
from coach.apps.web.sending import SENTENCES
from coach.apps.web.services import Services
from coach.files.reports.json_text import json_text

MESSAGE_LIMIT: Final = 2 * BODY_LIMIT
"""Bytes of a message over which the line is cut; between the limits it is answered with an error."""


def add(app: FastAPI, services: Services) -> None:
    """Answer the WebSocket /api/live; an upgrade of any other address is refused."""
    lines: set[WebSocket] = set()

    @app.websocket("/api/live")
    async def live(socket: WebSocket) -> None:
        if len(lines) >= LIVE_LIMIT:
            await refuse(RefusedError(429, "同时连着的页面太多了，请关掉几个。"), socket.scope, socket.send)
            return
        lines.add(socket)
        try:
            await converse(socket, services.answers, lambda: services.admit(socket))
        finally:
            lines.discard(socket)

    @app.websocket("/{path:path}")
    async def nowhere(socket: WebSocket) -> None:
        await refuse(RefusedError(404, SENTENCES[404]), socket.scope, socket.send)


async def converse(socket: WebSocket, answers: Answers, count: Callable[[], None]) -> None:
    """Answer on `socket` until it closes; a question that a later one overtook may be left out.

    Args:
        count: counts an answer; RefusedError 429 when there were too many.
    """
    await socket.accept()
    latest: asyncio.Queue[bytes | str] = asyncio.Queue(1)
    answering = asyncio.create_task(_answer(socket, latest, answers, count))
    try:
        while (message := await socket.receive())["type"] == "websocket.receive":
            if latest.full():
                latest.get_nowait()
            latest.put_nowait(message.get("text") or message.get("bytes") or "")
    finally:
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)


async def _answer(
    socket: WebSocket, latest: asyncio.Queue[bytes | str], answers: Answers, count: Callable[[], None]
) -> None:
    while True:
        body = await latest.get()
        try:
            if _size(body) > BODY_LIMIT:
                raise too_large()
            count()
            told = await answers.check(question(body, live=True))
        except RefusedError as refusal:
            seq = seq_of(body) if _size(body) <= BODY_LIMIT else None
            told = json_text(refusal.body | ({} if seq is None else {"seq": seq})).encode()
        await socket.send_text(told.decode())


def _size(body: bytes | str) -> int:
    return len(body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass"))
