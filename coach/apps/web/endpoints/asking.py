"""A reply checked, a reply written anew."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute

from coach.apps.web.described import CHECK, REWRITE, STATUS
from coach.apps.web.limits import read_body
from coach.apps.web.questions import question
from coach.apps.web.sending import json_answer
from coach.apps.web.services import Services


class _Whole(APIRoute):
    """A route whose endpoint is given the request as it came, and gives the answer as it leaves; for what is hot."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint itself; FastAPI would look for parameters and dependencies first."""
        endpoint: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return endpoint


def add(app: FastAPI, services: Services) -> None:
    """Answer /api/check, /api/rewrite and /healthz."""
    answers = services.answers

    async def check(request: Request) -> Response:
        """What a trainer would mark in one reply."""
        services.admit(request)
        return json_answer(await answers.check(question(await read_body(request))))

    async def rewrite(request: Request) -> Response:
        """The reply with every suggestion applied that fits."""
        services.admit(request)
        return json_answer(await answers.rewrite(question(await read_body(request))))

    for path, endpoint, described in (("/api/check", check, CHECK), ("/api/rewrite", rewrite, REWRITE)):
        app.router.add_api_route(path, endpoint, methods=["POST"], openapi_extra=described, route_class_override=_Whole)

    @app.get("/healthz", openapi_extra=STATUS)
    @app.post("/healthz", include_in_schema=False)  # a browser tells an extension's Origin only when it posts
    async def healthz() -> Response:
        """Whether the server lives."""
        return json_answer(answers.health())
