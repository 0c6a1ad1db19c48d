"""Measuring a coach: labelled replies are checked as drafts, and what is reported is held against their labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from coach.core.evaluate import Evaluation, Verdict
from coach.core.model.finding import Finding, Highlight
from coach.core.model.result import Result
from coach.errors import ReadError
from coach.files.labelled import FAULTS, Aspect, Row, read
from coach.files.loading import Coach
from coach.files.records import Origin, Record, Unreadable
from coach.files.source import Source


class Miss(NamedTuple):
    """Something wrongly reported (``fp``) or missed (``fn``); `excerpt` holds the words in question."""

    origin: Origin
    verdict: Verdict
    guideline: str
    excerpt: str


class Measured(NamedTuple):
    """One file, measured.

    Attributes:
        path: as it was named.
        evaluation: the counts.
        misses: what was wrong, in the order of the file; only guidelines that it labels.
        unreadable: lines that were left out.
    """

    path: str
    evaluation: Evaluation
    misses: list[Miss]
    unreadable: list[Unreadable]


def guidelines(coach: Coach, aspect: Aspect = FAULTS) -> dict[str, str]:
    """Id → title of the guidelines that labels of this aspect may name, in the order of guidelines.yaml."""
    known = coach.rulebook.book["guidelines"].items()
    ranked = sorted(known, key=lambda item: int(item[1]["rank"]))
    return {name: one["title"] for name, one in ranked if bool(one.get("family")) is aspect.praises}


def measure(coach: Coach, path: str, aspect: Aspect = FAULTS) -> Measured:
    """The labelled replies of a file, checked one by one and counted."""
    known = guidelines(coach, aspect)
    measured = Measured(path, Evaluation(list(known)), [], [])
    for row in _rows(path, known, aspect):
        if isinstance(row, Unreadable):
            measured.unreadable.append(row)
        else:
            measured.misses.extend(_count(measured.evaluation, row, aspect.reported(_checked(coach, row.record))))
    labelled = measured.evaluation.counts
    return measured._replace(misses=[miss for miss in measured.misses if miss.guideline in labelled])


def _rows(path: str, known: Collection[str], aspect: Aspect) -> Iterator[Row | Unreadable]:
    try:
        yield from read(Source(path).read(), path, known, aspect)
    except ReadError as error:
        yield Unreadable(Origin(path), error.message)


def _checked(coach: Coach, record: Record) -> Result:
    if record.conversation is None:
        return coach.check(record.text, record.context)
    result = coach.check_draft(record.conversation)
    assert result is not None, "conversations without the agent are not read"
    return result


def _count(evaluation: Evaluation, row: Row, reported: Collection[Finding | Highlight]) -> Iterator[Miss]:
    said: dict[str, str] = {}
    for one in reported:
        said.setdefault(one.guideline, one.excerpt)
    for guideline, verdict in evaluation.add(row.labels, said).items():
        if verdict != "tp":
            words = said if verdict == "fp" else row.spans
            yield Miss(row.record.origin, verdict, guideline, words.get(guideline, ""))
