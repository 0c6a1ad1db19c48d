"""What is answered: the coach asked, in the shapes of the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from coach import __version__
from coach.apps.web.lanes import Lanes
from coach.apps.web.questions import Question
from coach.apps.web.refusals import RefusedError, broken
from coach.apps.web.reloading import Rules
from coach.apps.web.rule_words import handbook, told
from coach.core.model.result import Result
from coach.files.checked import Checked
from coach.files.records import Origin, Record
from coach.files.reports import wire
from coach.files.reports.json_text import json_text, json_with
from coach.files.run import Run


class Answers:
    """Answers questions with the rules and settings that are in use when they are asked."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._lanes = Lanes()

    @property
    def run(self) -> Run:
        """The rules and settings that are in use."""
        return self._rules.run

    async def check(self, question: Question) -> bytes:
        """The answer to /api/check and to a live question, as JSON."""
        with _breakage():
            record, run = _record(question), self.run
            result = await self._lanes.look(question.size, lambda: _found(run, record))
            found = len(result.findings)
            return await self._lanes.mend(question.size, found, lambda: _checked(question, record, result))

    async def rewrite(self, question: Question) -> bytes:
        """The answer to /api/rewrite, as JSON."""
        with _breakage():
            record, run = _record(question), self.run
            result = await self._lanes.look(question.size, lambda: _found(run, record))
            found = len(result.findings)
            return await self._lanes.mend(
                question.size, found, lambda: _encoded(_rewritten(run, question, record, result))
            )

    async def rules(self, *, examples: bool = False) -> bytes:
        """Every rule that reports, as JSON; with its examples or not."""
        with _breakage():
            run = self.run
            return await self._lanes.read(lambda: _encoded(handbook(run.rules, run.coach.rulebook, examples=examples)))

    async def rule(self, name: str) -> bytes:
        """The rule of that id, or once of that id, as JSON; RefusedError 404 when there is none."""
        with _breakage():
            return await self._lanes.read(lambda: _encoded(self._told(name)))

    def health(self) -> bytes:
        """That the server lives, and whether its rules are those of the files, as JSON."""
        problem = self._rules.problem
        told = {"rules": "stale", "problem": problem} if problem else {"rules": "ok"}
        return _encoded({"schema": wire.SCHEMA, "status": "ok", "version": __version__, **told})

    def close(self) -> None:
        """Take no more questions."""
        self._lanes.close()

    def _told(self, name: str) -> dict[str, Any]:
        for rule in self.run.rules:
            if name == rule.id or name in rule.aliases:
                return {"schema": wire.SCHEMA, "rule": told(rule)}
        raise RefusedError(404, "没有这条规则；GET /api/rules 列出全部。")


@contextmanager
def _breakage() -> Iterator[None]:
    """Where the coach breaks, its message may hold the text: only the place is logged."""
    try:
        yield
    except RefusedError:
        raise
    except Exception as error:
        raise broken(error) from None


def _found(run: Run, record: Record) -> Result:
    """What is found in a reply; suggestions are sought when they are read."""
    [checked] = run.check([record])
    assert isinstance(checked, Checked)
    return checked.turns[0].result


def _rewritten(run: Run, question: Question, record: Record, result: Result) -> dict[str, Any]:
    rewritten = result.rewrite(question.applicability)
    left = _found(run, record._replace(text=rewritten.text)).findings  # less what is allowed
    return {
        "schema": wire.SCHEMA,
        "text": rewritten.text,
        "findings": [wire.finding(one, rewritten.text, utf16=question.utf16) for one in left],
        "applied": [wire.suggestion(one, question.text, utf16=question.utf16) for one in rewritten.applied],
    }


def _checked(question: Question, record: Record, result: Result) -> bytes:
    body = wire.reply(record, result, utf16=question.utf16, explain=question.explain)
    del body["not_evaluated"]  # most of a short answer, and the same in all of them
    if question.seq is not None:
        body["seq"] = question.seq
    return json_with(body, "not_evaluated", result.not_evaluated).encode()


def _record(question: Question) -> Record:
    return Record(Origin(None), question.text, question.context, question.id)


def _encoded(value: dict[str, Any]) -> bytes:
    return json_text(value).encode()
