"""How much may be asked: the size of a body, the time it takes to arrive, requests a second, open live lines."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Final

from starlette.requests import ClientDisconnect, Request

from coach.apps.web.refusals import RefusedError

BODY_LIMIT: Final = 256 * 1024
"""Bytes of one body, and of one message of a live line."""
BODY_SECONDS: Final = 15.0
REST_SECONDS: Final = 2.0
REST_LIMIT: Final = 32 * 1024 * 1024
"""So long, and so many bytes, a body that is too large may go on: most clients read nothing before they sent it all."""
LIVE_LIMIT: Final = 200
_REMEMBERED: Final = 4096


async def read_body(request: Request, seconds: float = BODY_SECONDS, limit: int = BODY_LIMIT) -> bytes:
    """The body, read no further than the limit.

    Args:
        seconds: how long the whole of it may take to arrive.
        limit: how many bytes it may have.

    Raises:
        RefusedError: 413 when it is too large, 408 when it comes too slowly, 400 when it ends in the middle.
    """
    announced = request.headers.get("content-length", "")
    stream = request.stream()
    is_large = announced.isdecimal() and int(announced[:20]) > limit
    try:
        async with asyncio.timeout(seconds):
            body = None if is_large else await _gathered(stream, limit)
    except TimeoutError:
        raise RefusedError(408, "请求发得太慢，没有等到。") from None
    except ClientDisconnect:  # nobody is there to be told
        raise RefusedError(400, "请求没有发完。") from None
    if body is None:
        if "expect" not in request.headers:  # its sender waits to be told that it may come
            await _pass_over(stream)
        raise too_large(limit)
    return body


async def _pass_over(stream: AsyncIterator[bytes]) -> None:
    """Let the rest of a body go by."""
    with suppress(TimeoutError, ClientDisconnect):
        async with asyncio.timeout(REST_SECONDS):
            passed = 0
            async for chunk in stream:
                passed += len(chunk)
                if passed > REST_LIMIT:
                    return


async def _gathered(stream: AsyncIterator[bytes], limit: int) -> bytes | None:
    """The body; None as soon as it is too large."""
    body = bytearray()
    async for chunk in stream:
        body += chunk
        if len(body) > limit:
            return None
    return bytes(body)


def too_large(limit: int = BODY_LIMIT) -> RefusedError:
    """The refusal of a body over the limit."""
    return RefusedError(413, f"内容超过 {limit // 1024} KiB，请分开来查。")


class Rate:
    """Counts the requests of each client.

    Args:
        per_second: how many a client may make in the long run; twice as many at once.
        clock: seconds that only grow.
    """

    def __init__(self, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count one request of `client`; RefusedError 429 when it made too many."""
        now, most = self._clock(), max(2 * self._per_second, 1)
        left, before = self._left.pop(client, (most, now))
        left = min(most, left + (now - before) * self._per_second)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        if left < 1:
            raise RefusedError(429, "请求太密了，请等一秒再试。")
