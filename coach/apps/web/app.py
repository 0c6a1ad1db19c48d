"""The application: its endpoints, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response, WebSocket
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from coach import __version__
from coach.apps.web.answers import Answers
from coach.apps.web.described import CHECK, LIST, REWRITE, RULE, STATUS
from coach.apps.web.guard import Access, Guard, refuse
from coach.apps.web.limits import LIVE_LIMIT, Rate, read_body
from coach.apps.web.live import converse
from coach.apps.web.questions import question
from coach.apps.web.refusals import RefusedError
from coach.files.run import Run

_SENTENCES = {404: "没有这个地址。", 405: "这个地址不支持这种请求方式。"}


def make_app(run: Run, access: Access, per_second: float) -> FastAPI:
    """The application that answers with the rules and settings of `run`.

    Args:
        access: who may ask.
        per_second: how many requests a second one client may make in the long run.
    """
    answers, rate = Answers(run), Rate(per_second)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        answers.close()

    app = FastAPI(
        title="Reply Coach", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
        redirect_slashes=False,
    )  # fmt: skip
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _missing)
    _add_questions(app, answers, rate)
    _add_rules(app, answers, rate)
    _add_live(app, answers, rate)
    app.add_middleware(Guard, access=access)
    return app


def _add_questions(app: FastAPI, answers: Answers, rate: Rate) -> None:
    @app.post("/api/check", openapi_extra=CHECK)
    async def check(request: Request) -> Response:
        """What a trainer would mark in one reply."""
        rate.take(_client(request))
        return _json(await answers.check(question(await read_body(request))))

    @app.post("/api/rewrite", openapi_extra=REWRITE)
    async def rewrite(request: Request) -> Response:
        """The reply with every suggestion applied that fits."""
        rate.take(_client(request))
        return _json(await answers.rewrite(question(await read_body(request))))


def _add_rules(app: FastAPI, answers: Answers, rate: Rate) -> None:
    @app.get("/api/rules", openapi_extra=LIST)
    async def rules(request: Request) -> Response:
        """The rules that are on."""
        rate.take(_client(request))
        return _json(await answers.rules())

    @app.get("/api/rules/{name:path}", openapi_extra=RULE)
    async def rule(request: Request, name: str) -> Response:
        """One rule, with its examples."""
        rate.take(_client(request))
        return _json(await answers.rule(name))

    @app.get("/healthz", openapi_extra=STATUS)
    async def healthz() -> Response:
        """Whether the server lives."""
        return _json(answers.health())


def _add_live(app: FastAPI, answers: Answers, rate: Rate) -> None:
    lines: set[WebSocket] = set()

    @app.websocket("/api/live")
    async def live(socket: WebSocket) -> None:
        if len(lines) >= LIVE_LIMIT:
            await refuse(RefusedError(429, "同时连着的页面太多了，请关掉几个。"), socket.scope, socket.send)
            return
        lines.add(socket)
        try:
            await converse(socket, answers, lambda: rate.take(_client(socket)))
        finally:
            lines.discard(socket)

    @app.websocket("/{path:path}")
    async def nowhere(socket: WebSocket) -> None:
        await refuse(RefusedError(404, _SENTENCES[404]), socket.scope, socket.send)


def _client(asking: HTTPConnection) -> str:
    return asking.client.host if asking.client else ""


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json", headers={"cache-control": "no-store"})


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return Response(error.content, error.status, media_type="application/json")


async def _missing(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = RefusedError(error.status_code, _SENTENCES.get(error.status_code, "这个请求不能回答。"))
    return Response(refusal.content, refusal.status, error.headers, media_type="application/json")
