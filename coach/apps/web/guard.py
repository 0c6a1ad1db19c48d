"""Who may ask: the Host, the Origin and the token of every request and every upgrade."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.apps.web.pairing import Pairings, is_extension
from coach.apps.web.refusals import RefusedError

_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}
_OPEN_PATHS: Final = frozenset({"/healthz"})
_STATIC: Final = "/static/"
_FOR_THE_PAGE: Final = (
    "/api/pair/code", "/api/pairings", "/api/feedback/", "/api/studio/save", "/api/studio/new", "/api/studio/start"
)  # fmt: skip
"""Who is let in, and what files say, is for the page alone: a program without an Origin needs the token, too."""
_FOR_ANY_EXTENSION: Final = frozenset({("POST", "/api/pair"), ("GET", "/healthz"), ("POST", "/healthz")})
_FOR_EXTENSIONS: Final = frozenset({("POST", "/api/check"), ("POST", "/api/rewrite"), ("POST", "/api/feedback")})
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

    def check_host(self, headers: Mapping[str, str]) -> str:
        """The host that was asked for; RefusedError 403 when it is not one of ours."""
        host = headers.get("host", "").lower().removesuffix(_DEFAULT_PORTS[self.scheme])
        if host not in self.hosts:
            raise RefusedError(403, "Host 不是这个服务的地址。", "host")
        return host

    def check(
        self, headers: Mapping[str, str], token: str, *, is_open: bool = False, is_page: bool = False,
        is_file: bool = False, needs_token: bool = False,
    ) -> None:  # fmt: skip
        """Let a request pass that no extension makes.

        Args:
            token: the one the request brought, or an empty text.
            is_open: whether it is for something that may be asked for without a token.
            is_page: whether it is for a page, to which a link on another site may lead.
            is_file: whether it is for a part of a page; browsers send an Origin for module scripts, but no token.
            needs_token: whether it is for something that everybody needs the token for.

        Raises:
            RefusedError: 403 for a foreign Host or Origin, 401 for a token that is missing or wrong.
        """
        host = self.check_host(headers)
        origin = headers.get("origin")
        if origin is not None and origin.lower() != f"{self.scheme}://{host}":
            raise RefusedError(403, "这个网页（Origin）不能使用本服务。", "origin")
        is_visit = is_page and headers.get("sec-fetch-dest") == "document"
        if headers.get("sec-fetch-site", "none") not in _OWN_SITES and not is_visit:  # a plain GET has no Origin
            raise RefusedError(403, "别的网页不能使用本服务。", "origin")
        needed = needs_token or (origin is not None and not is_file) or (self.everyone and not is_open)
        if needed and not hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            raise RefusedError(401, "令牌不对，或者没有带令牌；请刷新页面再试。")


class Guard:
    """Lets only those in whom `access` lets pass, and paired extensions; the app behind it sees no other request.

    Args:
        pairings: the extensions that may ask.
        pages: the paths of pages, which anybody may open who asks for the right Host.
    """

    def __init__(self, app: ASGIApp, access: Access, pairings: Pairings, pages: Collection[str] = ()) -> None:
        self._app = app
        self._access = access
        self._pairings = pairings
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
        origin, token = headers.get("origin", ""), _token(scope, headers)
        if is_extension(origin):
            self._check_extension(scope, headers, origin, token)
            return
        path = scope["path"] if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        is_page = path in self._pages
        is_file = path.startswith(_STATIC)
        is_open = is_page or is_file or path in _OPEN_PATHS
        needs_token = scope["path"].startswith(_FOR_THE_PAGE)
        self._access.check(headers, token, is_open=is_open, is_page=is_page, is_file=is_file, needs_token=needs_token)

    def _check_extension(self, scope: Scope, headers: Headers, origin: str, token: str) -> None:
        """RefusedError unless the extension asks for what it may."""
        self._access.check_host(headers)
        asked = scope.get("method", ""), scope["path"]
        if asked in _FOR_ANY_EXTENSION:
            return
        if not self._pairings.knows(origin, token):
            raise RefusedError(401, "扩展还没有配对，或者配对已经解除；请在教练的页面上要一个配对码。")
        if asked not in _FOR_EXTENSIONS:
            raise RefusedError(403, "扩展不能做这件事，请在教练的页面上做。")


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
