"""The live line: a WebSocket on which a draft is checked as it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.websockets import WebSocket

from coach.apps.web.answers import Answers
from coach.apps.web.limits import BODY_LIMIT, too_large
from coach.apps.web.questions import question, seq_of
from coach.apps.web.refusals import RefusedError
from coach.files.reports.json_text import json_text

MESSAGE_LIMIT: Final = 2 * BODY_LIMIT
"""Bytes of a message over which the line is cut; between the limits it is answered with an error."""


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
