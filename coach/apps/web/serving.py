"""Starting the server: where it listens, who may ask, and when it refuses to start."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import uvicorn

from coach.apps.web.app import make_app
from coach.apps.web.connections import connection_class, most_connections
from coach.apps.web.endpoints.live import MESSAGE_LIMIT
from coach.apps.web.guard import Access
from coach.apps.web.lanes import SWITCH_SECONDS
from coach.apps.web.reloading import Recipe, Reloading, Rules
from coach.apps.web.tidying import Tidying
from coach.errors import ServeError

TOKEN_LENGTH: Final = 16
"""The shortest token a file may hold."""
SOON: Final = 1.0
"""Seconds; who waits longer for the rules is told why."""
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
_PORTS: Final = {"http": 80, "https": 443}


class Place(NamedTuple):
    """Where and how the server listens.

    Attributes:
        port: 0 for one that is free.
        names: other hosts, with the port where it shows, under which people reach it.
        token_file: holds the token that everybody needs.
        certificate, key: PEM files.
        behind_proxy: whether a proxy before it speaks TLS.
        per_second: requests a second of one client.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    token_file: str | None = None
    certificate: str | None = None
    key: str | None = None
    behind_proxy: bool = False
    per_second: float = 1000

    @property
    def scheme(self) -> str:
        """As a browser sees it."""
        return "https" if self.certificate or self.behind_proxy else "http"


def serve(recipe: Recipe, place: Place, told: Callable[[str, str], None], said: Callable[[str], None]) -> None:
    """Answer at `place` until interrupted.

    Args:
        recipe: what rules and settings are made from; when it changes, so do they.
        told: is given the address once the server listens, and with a proxy the name under which people open it.
        said: is given a sentence when the rules take long, for each thing that is wrong with them, and when they
            changed.

    Raises:
        ServeError: it cannot start there, or is not safe to.
        SettingsError, SelectionError: the rules that were asked for do not exist.
    """
    check_safe(place)
    token = read_token(place.token_file) if place.token_file else secrets.token_urlsafe(32)
    _check_certificate(place)
    watched = recipe.watched()
    with _telling_why(said):
        rules = Rules(recipe.run())
    for problem in rules.run.coach.problems:
        said(str(problem))
    listening = _listen(place)
    port = listening.getsockname()[1]
    app = make_app(rules, access(place, port, token), place.per_second)
    reloading = Reloading(rules, recipe, watched, said)
    told(*addresses(place, port))
    config = uvicorn.Config(
        app, log_config=None, log_level="critical", access_log=False, server_header=False,
        proxy_headers=place.behind_proxy, ws="websockets-sansio", ws_max_size=MESSAGE_LIMIT,
        ws_per_message_deflate=False, ssl_certfile=place.certificate, ssl_keyfile=place.key,
        timeout_graceful_shutdown=5, http=connection_class(most_connections()),
    )  # fmt: skip
    sys.setswitchinterval(SWITCH_SECONDS)
    threads = (reloading, Tidying())
    for thread in threads:
        thread.start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        for thread in threads:
            thread.stop()
        listening.close()


@contextmanager
def _telling_why(said: Callable[[str], None]) -> Iterator[None]:
    """Say what takes so long when the block is not done soon."""
    waiting = threading.Timer(SOON, said, ("正在准备规则：第一次用，或者规则改过，要等十几秒……",))
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()
        waiting.join()  # what is said next comes after it


def check_safe(place: Place) -> None:
    """ServeError when others than this machine could reach the server without token and encryption."""
    if bool(place.certificate) != bool(place.key):
        raise ServeError("--tls-cert 和 --tls-key 要一起给。")
    if is_loopback(place.host) and not place.behind_proxy:
        return
    if not place.token_file:
        raise ServeError("别的电脑也连得到这里，所以要用 --token-file 给一个令牌；只在本机用，请不写 --host。")
    if not place.certificate and not place.behind_proxy:
        raise ServeError(
            "别的电脑也连得到这里，所以要加密：给 --tls-cert 和 --tls-key，或在前面放代理并写 --behind-proxy。"
        )
    if not place.names and (place.behind_proxy or _is_any(place.host)):
        raise ServeError("请用 --name 写明大家用什么地址打开，例如 --name coach.example.com。")


def access(place: Place, port: int, token: str) -> Access:
    """Who may ask a server that listens at `place`, on `port`."""
    own = _LOOPBACK if is_loopback(place.host) else (_bracketed(place.host),)
    shown = "" if port == _PORTS[place.scheme] else f":{port}"
    hosts = [*(f"{host}{shown}" for host in own), *place.names]
    return Access(frozenset(map(str.lower, hosts)), place.scheme, token, everyone=bool(place.token_file))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def read_token(path: str) -> str:
    """The token in a file; ServeError when there is none, or one that is easily guessed."""
    try:
        token = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ServeError(f"{path}: 读不到令牌。") from None
    if len(token) < TOKEN_LENGTH or not token.isascii() or not token.isprintable() or " " in token:
        raise ServeError(f"{path}: 令牌要是一行至少 {TOKEN_LENGTH} 个字母、数字或符号，中间没有空格。")
    return token


def _check_certificate(place: Place) -> None:
    if place.certificate and place.key:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(place.certificate, place.key, password="")
        except OSError:
            raise ServeError(f"{place.certificate}、{place.key}: 证书或密钥读不了，或者两个对不上。") from None


def _listen(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family, backlog=1024)
    except OSError as error:
        raise ServeError(_sentence(place, error)) from None


def _sentence(place: Place, error: OSError) -> str:
    where = f"{_bracketed(place.host)}:{place.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{where} 已经有程序在用，请换一个端口，例如 --port {place.port + 1 if place.port < 65535 else 8765}。"
    if error.errno == errno.EACCES:
        return f"{where} 没有权限使用，请换一个大于 1023 的端口。"
    return f"{where} 不是这台电脑的地址，或者用不了。"


def addresses(place: Place, port: int) -> tuple[str, str]:
    """The page's address, as a terminal makes it a link and a browser opens it; and where the proxy finds the server.

    The second one is empty without a proxy.
    """
    shown = place.names[0] if place.names else f"{_bracketed(place.host)}:{port}"
    here = ("::1" if ":" in place.host else "127.0.0.1") if _is_any(place.host) else place.host
    behind = f"http{'s' if place.certificate else ''}://{_bracketed(here)}:{port}" if place.behind_proxy else ""
    return f"{place.scheme}://{shown}", behind


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
