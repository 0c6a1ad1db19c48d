"""The browser extension lets itself in: a code from the page, a token for it, and how it is forgotten."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI, Request, Response

from coach.apps.web.described import FORGOTTEN, PAIR, PAIR_CODE, PAIRINGS
from coach.apps.web.limits import read_body
from coach.apps.web.pairing import CODE_SECONDS, is_extension
from coach.apps.web.questions import json_object, wrong
from coach.apps.web.refusals import RefusedError
from coach.apps.web.sending import answer
from coach.apps.web.services import Services

_SHOWN = ("id", "origin", "since")


def add(app: FastAPI, services: Services) -> None:
    """Answer /api/pair, /api/pair/code, /api/pairings and /api/pairings/{id}; the guard says to whom."""
    pairings = services.pairings

    @app.post("/api/pair/code", openapi_extra=PAIR_CODE)
    async def code(request: Request) -> Response:
        """A code that lets one extension in."""
        services.admit(request)
        return answer({"code": pairings.make_code(), "seconds": CODE_SECONDS})

    @app.post("/api/pair", openapi_extra=PAIR)
    async def pair(request: Request) -> Response:
        """A token for the extension that knows the code."""
        services.admit(request)
        given = json_object(await read_body(request)).get("code")
        if not isinstance(given, str):
            raise wrong("code 要有，而且要是文字")
        origin = request.headers.get("origin", "")
        if not is_extension(origin):
            raise RefusedError(403, "只有浏览器扩展要配对。", "origin")
        return answer({"token": await asyncio.to_thread(pairings.pair, given, origin)})

    @app.get("/api/pairings", openapi_extra=PAIRINGS)
    async def listed(request: Request) -> Response:
        """The extensions that may ask."""
        services.admit(request)
        return answer({"pairings": [{key: getattr(one, key) for key in _SHOWN} for one in pairings.listed()]})

    @app.delete("/api/pairings/{name}", openapi_extra=FORGOTTEN)
    async def forget(request: Request, name: str) -> Response:
        """One extension, forgotten."""
        services.admit(request)
        await asyncio.to_thread(pairings.forget, name)
        return answer({"id": name})
