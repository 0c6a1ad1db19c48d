"""Pairing: a browser extension proves once, by a code that a person reads off the page, that it may ask."""

from __future__ import annotations

import hmac
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from coach.apps.web.refusals import RefusedError
from coach.errors import StoreError, WriteError
from coach.files.atomic import atomic
from coach.files.locking import locked

CODE_SECONDS: Final = 120
TRIES: Final = 5
"""So many wrong codes, and the right one is dead."""
KEPT: Final = 20
FILE: Final = "pairings.json"
LOCK: Final = "pairings.lock"
_ORIGIN: Final = re.compile(r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_extension(origin: str) -> bool:
    """Whether `origin` is that of a browser extension, which no website can take on."""
    return _ORIGIN.fullmatch(origin) is not None


class Pairing(NamedTuple):
    """One extension that may ask.

    Attributes:
        since: when it was paired, ISO 8601, UTC.
        digest: SHA-256 of its token; the token itself is nowhere but in the extension.
    """

    id: str
    origin: str
    since: str
    digest: str


class _Code(NamedTuple):
    digits: str
    until: float
    tries: int


class Pairings:
    """The extensions that may ask, and the code by which another one may join.

    They are kept in `folder`, in a file that only its owner reads; what another server or an editor does to it counts
    at once. One that is damaged holds no pairing.

    Args:
        folder: the data folder; made when the first extension joins.
        clock: seconds that only grow.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._code: _Code | None = None
        self._lock = threading.Lock()  # a code serves once, however many try it at once
        self._stamp: tuple[int, ...] | None = None
        self._kept: tuple[Pairing, ...] = ()

    def make_code(self) -> str:
        """Six digits that pair one extension within `CODE_SECONDS`; those given out before are dead."""
        code = _Code(f"{secrets.randbelow(10**6):06}", self._clock() + CODE_SECONDS, TRIES)
        self._code = code
        return code.digits

    def pair(self, digits: str, origin: str) -> str:
        """The token of the extension `origin`, which knows the code.

        Raises:
            RefusedError: 401 when the code is wrong, used or too old.
            StoreError: the pairing cannot be kept; then the code holds on.
        """
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            code = self._try(digits)
            with self._writing() as kept:
                self._keep((*kept, Pairing(secrets.token_hex(8), origin, now, _digest(token)))[-KEPT:])
            if self._code is code:  # else another was made meanwhile
                self._code = None
        return token

    def listed(self) -> tuple[Pairing, ...]:
        """The extensions that may ask, the oldest first."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            self._kept, self._stamp = _read(self._path), stamp
        return self._kept

    def forget(self, pairing_id: str) -> None:
        """Let that extension ask no more; RefusedError 404 when there is none, StoreError when it cannot be kept."""
        if all(one.id != pairing_id for one in self.listed()):
            raise RefusedError(404, "没有这个配对，也许已经解除了。")
        with self._lock, self._writing() as kept:
            self._keep(tuple(one for one in kept if one.id != pairing_id))

    def knows(self, origin: str, token: str) -> bool:
        """Whether the extension `origin` was paired and got this token; takes as long whatever the token."""
        digest = _digest(token)
        found = [hmac.compare_digest(one.digest, digest) for one in self.listed() if one.origin == origin]
        return any(found)

    def _try(self, digits: str) -> _Code:
        """The code, when these are its digits."""
        code = self._code
        if code is None or self._clock() >= code.until:
            raise RefusedError(401, "配对码过期了，或者已经用过；请在页面上再要一个。", "pairing")
        if not hmac.compare_digest(code.digits.encode(), digits.encode("utf-8", "replace")):
            if self._code is code:
                self._code = code._replace(tries=code.tries - 1) if code.tries > 1 else None
            raise RefusedError(401, "配对码不对，请对照页面再输一次；错五次要换一个新的。", "pairing")
        return code

    @contextmanager
    def _writing(self) -> Iterator[tuple[Pairing, ...]]:
        """What is in the file, which no other server changes until the block ends."""
        with locked(self._path.with_name(LOCK)):
            try:
                content = self._path.read_bytes()
            except FileNotFoundError:
                content = b""
            except OSError as error:  # what cannot be read now must not be written over
                raise StoreError(f"配对读不了：{error.strerror}") from None
            yield _parsed(content)

    def _keep(self, pairings: tuple[Pairing, ...]) -> None:
        try:
            with atomic(self._path, private=True) as stream:
                json.dump({"schema": 1, "pairings": [one._asdict() for one in pairings]}, stream, indent=1)
        except WriteError as error:
            raise StoreError(f"配对没有记下来：{error}") from None
        self._kept, self._stamp = pairings, self._stamp_now()

    def _stamp_now(self) -> tuple[int, ...] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> tuple[Pairing, ...]:
    try:
        return _parsed(path.read_bytes())
    except OSError:
        return ()


def _parsed(content: bytes) -> tuple[Pairing, ...]:
    """The pairings of the file; none when it is damaged."""
    try:
        data = json.loads(content)
        read = [Pairing(**{key: str(one[key]) for key in Pairing._fields}) for one in data["pairings"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(one for one in read if is_extension(one.origin) and len(one.digest) == sha256().digest_size * 2)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
