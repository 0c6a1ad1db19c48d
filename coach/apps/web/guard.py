"""Who may ask: the Host, the Origin and the token of every request and every upgrade."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.apps.web.refusals import RefusedError

_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}
_OPEN_PATHS: Final = frozenset({"/healthz"})
_STATIC: Final = "/static/"
_OWN_SITES: Final = frozenset({"same-origin", "none"})


class Access(NamedTuple):
    """Who may ask.

    Attributes:
        hosts: what the Host header may be, in small letters, with the port where it is not the scheme's own.
        scheme: ``http`` or ``https``, as a browser sees it.
        token: what a page proves itself with.
        everyone: whether programs without an Origin need the token as well.
    """

    hosts: frozenset[str]
    scheme: str
    token: str
    everyone: bool = False

    def check(
        self, headers: Mapping[str, str], token: str, *, is_open: bool = False, is_page: bool = False,
        is_file: bool = False,
    ) -> None:  # fmt: skip
        """Let a request pass.

        Args:
            token: the one the request brought, or an empty text.
            is_open: whether it is for something that may be asked for without a token.
            is_page: whether it is for a page, to which a link on another site may lead.
            is_file: whether it is for a part of a page; browsers send an Origin for module scripts, but no token.

        Raises:
            RefusedError: 403 for a foreign Host or Origin, 401 for a token that is missing or wrong.
        """
        host = headers.get("host", "").lower().removesuffix(_DEFAULT_PORTS[self.scheme])
        if host not in self.hosts:
            raise RefusedError(403, "Host 不是这个服务的地址。", "host")
        origin = headers.get("origin")
        if origin is not None and origin.lower() != f"{self.scheme}://{host}":
            raise RefusedError(403, "这个网页（Origin）不能使用本服务。", "origin")
        is_visit = is_page and headers.get("sec-fetch-dest") == "document"
        if headers.get("sec-fetch-site", "none") not in _OWN_SITES and not is_visit:  # a plain GET has no Origin
            raise RefusedError(403, "别的网页不能使用本服务。", "origin")
        needed = (origin is not None and not is_file) or (self.everyone and not is_open)
        if needed and not hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            raise RefusedError(401, "令牌不对，或者没有带令牌；请刷新页面再试。")


class Guard:
    """Lets only those in whom `access` lets pass; the app behind it sees no other request.

    Args:
        pages: the paths of pages, which anybody may open who asks for the right Host.
    """

    def __init__(self, app: ASGIApp, access: Access, pages: Collection[str] = ()) -> None:
        self._app = app
        self._access = access
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] in ("http", "websocket"):
            try:
                self._check(scope)
            except RefusedError as refusal:
                await refuse(refusal, scope, send)
                return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        for name in ("host", "origin"):
            if len(headers.getlist(name)) > 1:
                raise RefusedError(403, f"{name} 写了不止一次。", name)
        path = scope["path"] if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        is_page = path in self._pages
        is_file = path.startswith(_STATIC)
        is_open = is_page or is_file or path in _OPEN_PATHS
        self._access.check(headers, _token(scope, headers), is_open=is_open, is_page=is_page, is_file=is_file)


def _token(scope: Scope, headers: Headers) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if scope["type"] == "websocket":  # a browser cannot give a WebSocket headers
        query: bytes = scope["query_string"]
        return parse_qs(query.decode("latin-1")).get("token", [""])[-1]
    return ""


async def refuse(refusal: RefusedError, scope: Scope, send: Send) -> None:
    """Answer with `refusal`, before anything else was answered; an upgrade is refused as a request."""
    prefix = "http"
    if scope["type"] == "websocket":
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return
        prefix = "websocket.http"
    start: dict[str, Any] = {
        "type": f"{prefix}.response.start",
        "status": refusal.status,
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(refusal.content))],
    }
    await send(start)
    await send({"type": f"{prefix}.response.body", "body": refusal.content})
