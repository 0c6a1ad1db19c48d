"""What agents did with findings, kept on this machine: one SQLite file, each entry on disk before it is answered.

The file is opened for each thing that is asked of it, so that one that was locked, gone or full serves again as soon as
it can. One that vanishes while it is in use is not made anew behind the back of who moved it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from coach.errors import StoreError
from coach.files.data_folder import made_private
from coach.files.excerpts import beginning, masked

FILE: Final = "feedback.sqlite3"
BUSY_SECONDS: Final = 2.0
"""So long another process may hold the file; a second server does for the time of a write, again and again."""
LISTED: Final = 200
"""So many dismissals are listed, the newest."""
SCHEMA: Final = 1

Action = Literal["accepted", "edited", "dismissed"]
ACTIONS: Final = ("accepted", "edited", "dismissed")
REASONS: Final = {
    "not-wrong": "没说错",
    "fits-here": "这里这么说合适",
    "house-style": "我们就这么说",
    "poor-suggestion": "建议不好用",
    "other": "其他原因",
}
"""Why a finding was dismissed, and how that is told."""
Settled = Literal["allowed", "labelled"]

_TABLE: Final = """
CREATE TABLE feedback (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, action TEXT NOT NULL, rule TEXT NOT NULL,
    guideline TEXT NOT NULL, severity TEXT NOT NULL, fingerprint TEXT NOT NULL, excerpt TEXT NOT NULL, replacement TEXT,
    reason TEXT, text TEXT, context TEXT, surface TEXT NOT NULL, settled TEXT
)
"""
_SENTENCES: Final = {
    "SQLITE_BUSY": "反馈的文件正被别的程序占着，请过一会儿再试。",
    "SQLITE_LOCKED": "反馈的文件正被别的程序占着，请过一会儿再试。",
    "SQLITE_FULL": "磁盘满了，反馈存不下；腾出一点地方就能继续。",
    "SQLITE_IOERR": "磁盘读写出了错，反馈没有存下；请看看磁盘是不是满了。",
    "SQLITE_READONLY": "反馈的文件只能读，不能写。",
    "SQLITE_CANTOPEN": "反馈的文件打不开。",
    "SQLITE_NOTADB": "反馈的文件坏了，读不出来；把它移开，会重新开始记。",
    "SQLITE_CORRUPT": "反馈的文件坏了，读不出来；把它移开，会重新开始记。",
}


class Feedback(NamedTuple):
    """What one agent did with one finding.

    Attributes:
        id: made by who tells it; the same told twice counts once.
        action: ``edited`` when the marked place was changed by hand.
        reason: why it was dismissed, one of `REASONS`; None when nothing was said.
        text: the whole reply; None when it was not told.
        context: what the customer wrote before, oldest first.
        surface: where: ``desk``, ``mini`` or ``extension``.
    """

    id: str
    action: Action
    rule: str
    guideline: str
    severity: str
    fingerprint: str
    excerpt: str
    surface: str
    replacement: str | None = None
    reason: str | None = None
    text: str | None = None
    context: tuple[str, ...] = ()


class RuleCounts(NamedTuple):
    """How often the findings of one rule were accepted, edited, dismissed, and for which reasons dismissed."""

    rule: str
    guideline: str
    accepted: int
    edited: int
    dismissed: int
    reasons: dict[str, int]

    @property
    def dismissed_share(self) -> float:
        """0.0–1.0."""
        return self.dismissed / (self.accepted + self.edited + self.dismissed)


class Dismissal(NamedTuple):
    """One dismissed finding; `at` is ISO 8601, UTC, `text` None when it was not stored."""

    id: str
    at: str
    rule: str
    guideline: str
    excerpt: str
    reason: str | None
    text: str | None
    context: tuple[str, ...]
    settled: Settled | None


class Summary(NamedTuple):
    """Rules, the most dismissed first, and the newest dismissals."""

    rules: list[RuleCounts]
    dismissals: list[Dismissal]


class FeedbackStore:
    """The feedback kept in `folder`; both are made when the first is stored.

    Every method raises StoreError when the file cannot be used at the moment.
    """

    def __init__(self, folder: Path) -> None:
        self.path: Final = folder / FILE
        self._was_there = False

    def add(self, given: Feedback, *, with_text: bool) -> None:
        """Keep `given`, with identifiers starred; it is on disk when this returns.

        Args:
            with_text: whether the whole reply is kept as well.
        """
        text, context = (given.text, given.context) if with_text else (None, ())
        kept = masked if with_text else beginning  # some rules mark a whole reply
        row = (
            given.id, _now(), given.action, given.rule, given.guideline, given.severity, given.fingerprint,
            kept(given.excerpt), kept(given.replacement), given.reason, masked(text),
            json.dumps([masked(one) for one in context], ensure_ascii=False), given.surface, None,
        )  # fmt: skip
        with self._writing() as connection:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR IGNORE INTO feedback VALUES (NULL, {marks})", [*map(_storable, row)])

    def summary(self) -> Summary:
        """How rules fared, and the newest dismissals."""
        with self._reading() as connection:
            if connection is None:
                return Summary([], [])
            grouped = "SELECT rule, guideline, action, reason, COUNT(*) FROM feedback GROUP BY 1, 2, 3, 4"
            rules = _counted(connection.execute(grouped))
            found = connection.execute(
                f"{_DISMISSALS} WHERE action = 'dismissed' ORDER BY number DESC LIMIT ?", (LISTED,)
            )
            return Summary(rules, [*map(_dismissal, found)])

    def dismissals_of(self, beginning: str) -> list[Dismissal]:
        """The dismissals whose id begins so, the newest first; two at most."""
        with self._reading() as connection:
            if connection is None:
                return []
            begins = "WHERE action = 'dismissed' AND substr(id, 1, ?) = ? ORDER BY number DESC LIMIT 2"
            found = connection.execute(f"{_DISMISSALS} {begins}", (len(beginning), _storable(beginning)))
            return [*map(_dismissal, found)]

    def settle(self, feedback_id: str, outcome: Settled, write: Callable[[Dismissal], str]) -> str:
        """Have `write` put a dismissal where it belongs, and keep that this was done; what `write` gives.

        Raises:
            KeyError: there is no such dismissal.
            ValueError: it was settled before.
        """
        with self._writing() as connection:
            found = connection.execute(
                f"{_DISMISSALS} WHERE action = 'dismissed' AND id = ?", (_storable(feedback_id),)
            ).fetchone()
            if found is None:
                raise KeyError(feedback_id)
            if found[-1] is not None:
                raise ValueError(feedback_id)
            connection.execute("UPDATE feedback SET settled = ? WHERE id = ?", (outcome, found[0]))
            return write(_dismissal(found))

    def clear(self) -> int:
        """Take everything out, for good; how much it was."""
        if not self._was_there and not self._is_there():
            return 0
        with self._writing() as connection:
            count: int = connection.execute("DELETE FROM feedback").rowcount
        with self._connected() as connection:
            connection.execute("VACUUM")
        return count

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, on disk once the block ends well, else undone."""
        self._make()
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                _prepare(connection)
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection; None while nothing has been stored."""
        if not self._was_there and not self._is_there():
            yield None
            return
        with self._connected() as connection:
            [version] = connection.execute("PRAGMA user_version").fetchone()
            yield connection if _checked(version) else None

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if self._was_there and not self._is_there():
            raise StoreError("反馈的文件不见了；把它放回去，或者重新启动教练，从头记起。")
        try:
            address = f"{self.path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, BUSY_SECONDS, uri=True, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = EXTRA")  # FULL, and the folder's entry too
                connection.execute("PRAGMA secure_delete = ON")
                yield connection
        except sqlite3.Error as error:
            name = "_".join((getattr(error, "sqlite_errorname", None) or "").split("_")[:2])
            raise StoreError(_SENTENCES.get(name, "反馈的文件现在用不了，请过一会儿再试。")) from None
        self._was_there = True

    def _is_there(self) -> bool:
        try:
            self.path.stat()
        except OSError:  # also where the folder may not be looked into
            return False
        return True

    def _make(self) -> None:
        """The file, empty, for its owner only, unless it is there."""
        if self._was_there:
            return
        made_private(self.path.parent)
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(f"反馈的文件写不了：{error.strerror}。") from None


_DISMISSALS: Final = "SELECT id, at, rule, guideline, excerpt, reason, text, context, settled FROM feedback"


def _prepare(connection: sqlite3.Connection) -> None:
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if not _checked(version):
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _checked(version: int) -> bool:
    """Whether the file holds the table; StoreError when a later release made it."""
    if version > SCHEMA:
        raise StoreError("反馈的文件是更新的教练写的，请先升级。")
    return version == SCHEMA


def _counted(rows: sqlite3.Cursor) -> list[RuleCounts]:
    """The rules, the most dismissed first."""
    found: dict[tuple[str, str], RuleCounts] = {}
    for rule, guideline, action, reason, count in rows:
        counts = found.setdefault((rule, guideline), RuleCounts(rule, guideline, 0, 0, 0, {}))
        if reason is not None and action == "dismissed":
            counts.reasons[reason] = count
        found[rule, guideline] = counts._replace(**{action: getattr(counts, action) + count})
    return sorted(found.values(), key=lambda one: (-one.dismissed_share, -one.dismissed, one.rule))


def _dismissal(row: tuple[Any, ...]) -> Dismissal:
    *told, context, settled = row
    try:
        return Dismissal._make((*told, tuple(json.loads(context or "[]")), settled))
    except (ValueError, TypeError):
        raise StoreError(_SENTENCES["SQLITE_CORRUPT"]) from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _storable(value: str | None) -> str | None:
    """Without half a surrogate pair, which no file holds."""
    return None if value is None else value.encode("utf-8", "replace").decode()
