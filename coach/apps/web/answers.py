"""What is answered: the coach asked, in the shapes of the wire."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from coach import __version__
from coach.apps.web.questions import Question
from coach.apps.web.refusals import RefusedError
from coach.apps.web.rule_words import handbook, told
from coach.core.model.result import Result
from coach.files.checked import Checked
from coach.files.records import Origin, Record
from coach.files.reports import wire
from coach.files.reports.json_text import json_text
from coach.files.run import Run

Answered = TypeVar("Answered")

_LOG: Final = logging.getLogger("coach.web")


class Answers:
    """Answers questions with the rules and settings of one run.

    One thread does the checking, so that a long text holds up no connection.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="coach")

    async def check(self, question: Question) -> bytes:
        """The answer to /api/check and to a live question, as JSON."""
        return await self._ask(lambda: _encoded(self._checked(question)))

    async def rewrite(self, question: Question) -> bytes:
        """The answer to /api/rewrite, as JSON."""
        return await self._ask(lambda: _encoded(self._rewritten(question)))

    async def rules(self, *, examples: bool = False) -> bytes:
        """Every rule that reports, as JSON; with its examples or not."""
        return await self._ask(lambda: _encoded(handbook(self._run.rules, self._run.coach.rulebook, examples=examples)))

    async def rule(self, name: str) -> bytes:
        """The rule of that id, or once of that id, as JSON; RefusedError 404 when there is none."""
        return await self._ask(lambda: _encoded(self._told(name)))

    def health(self) -> bytes:
        """That the server lives, as JSON."""
        return _encoded({"schema": wire.SCHEMA, "status": "ok", "version": __version__})

    def close(self) -> None:
        """Take no more questions."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _ask(self, work: Callable[[], Answered]) -> Answered:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except RefusedError:
            raise
        except Exception as error:  # the coach broke: its message may hold the text, so only the place is logged
            where = traceback.extract_tb(error.__traceback__)[-1]
            _LOG.error("教练自己出错了（%s，%s:%s）。", type(error).__name__, where.name, where.lineno)
            raise RefusedError(500, "教练自己出错了，这一条没有查成；服务还在。") from None

    def _checked(self, question: Question) -> dict[str, Any]:
        record = _record(question)
        body = wire.reply(record, self._result(record), utf16=question.utf16, explain=question.explain)
        return body if question.seq is None else {**body, "seq": question.seq}

    def _rewritten(self, question: Question) -> dict[str, Any]:
        record = _record(question)
        rewritten = self._result(record).rewrite(question.applicability)
        left = self._result(record._replace(text=rewritten.text)).findings  # less what is allowed
        return {
            "schema": wire.SCHEMA,
            "text": rewritten.text,
            "findings": [wire.finding(one, rewritten.text, utf16=question.utf16) for one in left],
            "applied": [wire.suggestion(one, question.text, utf16=question.utf16) for one in rewritten.applied],
        }

    def _result(self, record: Record) -> Result:
        [checked] = self._run.check([record])
        assert isinstance(checked, Checked)
        return checked.turns[0].result

    def _told(self, name: str) -> dict[str, Any]:
        for rule in self._run.rules:
            if name == rule.id or name in rule.aliases:
                return {"schema": wire.SCHEMA, "rule": told(rule)}
        raise RefusedError(404, "没有这条规则；GET /api/rules 列出全部。")


def _record(question: Question) -> Record:
    return Record(Origin(None), question.text, question.context, question.id)


def _encoded(value: dict[str, Any]) -> bytes:
    return json_text(value).encode()
