"""Labelled replies: JSON Lines in which readers have said what each reply breaks, and what it does well.

A line is a reply as `coach.files.readers.jsonl_file` reads it, with lists of guideline ids beside it. Of a conversation
the labels speak of the agent's last turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, Final, NamedTuple

from coach.core.evaluate import Labels
from coach.core.model.finding import Finding, Highlight
from coach.core.model.result import Result
from coach.files.readers import jsonl_file
from coach.files.records import Origin, Record, Unreadable


class Aspect(NamedTuple):
    """What labels speak of: faults, or highlights.

    Attributes:
        given: key of the guidelines that should be reported.
        unsure: key of those that count neither way.
        kept: key of those that should not be, None for highlights; a row with it but without `given` judges no others.
        praises: whether the guidelines are those of highlights.
        noun: what they are called.
        reported: what a result says in this respect.
    """

    given: str
    unsure: str
    kept: str | None
    praises: bool
    noun: str
    reported: Callable[[Result], tuple[Finding | Highlight, ...]]


_KEPT: Final = "keeps"
FAULTS: Final = Aspect("breaks", "unsure", _KEPT, False, "准则（亮点除外）", lambda result: result.findings)
HIGHLIGHTS: Final = Aspect("highlights", "unsure_highlights", None, True, "亮点", lambda result: result.highlights)


class Row(NamedTuple):
    """One labelled reply; `spans` says which words the labels speak of, where the readers wrote them down."""

    record: Record
    labels: Labels
    spans: Mapping[str, str]


def read(content: bytes, path: str, known: Collection[str], aspect: Aspect = FAULTS) -> Iterator[Row | Unreadable]:
    """The labelled replies of JSON Lines; `known` are the guidelines that labels may name."""
    return jsonl_file.rows(content, path, partial(_row, known=known, aspect=aspect))


def _row(data: Any, origin: Origin, known: Collection[str], aspect: Aspect) -> Row:
    record = jsonl_file.record(data, origin)
    talk = record.conversation
    if talk is not None and all(message.speaker != "agent" for message in talk.messages):
        raise ValueError("messages 里没有客服（agent）说的话")
    given, unsure = (_labels(data, key, known, aspect) for key in (aspect.given, aspect.unsure))
    kept = _labels(data, aspect.kept, known, aspect) if aspect.kept else frozenset()
    for one, other, keys in (
        (given, unsure, (aspect.given, aspect.unsure)),
        (kept, given | unsure, (aspect.kept, f"{aspect.given} 或 {aspect.unsure}")),
    ):
        if one & other:
            raise ValueError(f"{'、'.join(sorted(one & other))} 同时写在 {keys[0]} 和 {keys[1]} 里")
    partial = _KEPT in data and aspect.given not in data
    return Row(record, Labels(given, unsure, kept, partial), _spans(data.get("spans")))


def _labels(data: dict[str, Any], key: str, known: Collection[str], aspect: Aspect) -> frozenset[str]:
    listed = data.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ValueError(f"{key} 要是一个列表，里面写准则的名字")
    for name in listed:
        if name not in known:
            nearest = get_close_matches(name, known, n=1)
            hint = f"，是不是“{nearest[0]}”？" if nearest else ""
            raise ValueError(f"{key} 里要写{aspect.noun}的名字，没有叫“{name}”的{hint}")
    return frozenset(listed)


def _spans(given: Any) -> dict[str, str]:
    items = given.items() if isinstance(given, dict) else ()
    return {name: words for name, words in items if isinstance(words, str)}
