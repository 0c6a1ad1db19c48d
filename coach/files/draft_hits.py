"""What a draft marks in a library, beside what the saved file marks there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from coach.core.language.folding import fold_word
from coach.core.lint import Linter, matches
from coach.core.model.history import History, history
from coach.core.reading import NOTHING_BEFORE, Reading
from coach.core.rulebook import Rulebook
from coach.files.records import Record, Unreadable

SECONDS: Final = 3.0
"""So long a library is looked through for one draft."""
REPLIES: Final = 50_000
"""So many replies of a library are kept."""
_STEP: Final = 32


class Reply(NamedTuple):
    """One reply of a library.

    Attributes:
        place: where it stands in its file, like ``row 3``.
    """

    text: str
    history: History
    place: str
    title: str


class Hit(NamedTuple):
    """One place in a library.

    Attributes:
        reply: the reply's number, from 0.
        name: of the rule, of the signal in ``<…>``, or of a playbook's thing.
        start, end: in code points of the reply.
        replacement: what a playbook would write there; empty for others.
    """

    reply: int
    name: str
    start: int
    end: int
    replacement: str = ""


Detector = Callable[[str, History], Iterable[tuple[str, int, int, str]]]


def replies(records: Iterable[Record | Unreadable]) -> tuple[list[Reply], list[Unreadable]]:
    """The replies of a library, at most `REPLIES`, and what could not be read."""
    found: list[Reply] = []
    unreadable: list[Unreadable] = []
    for record in records:
        if isinstance(record, Unreadable):
            unreadable.append(record)
        else:
            found += _replies(record)
        if len(found) >= REPLIES:
            break
    return found[:REPLIES], unreadable


def _replies(record: Record) -> list[Reply]:
    place = record.origin.locator or ""
    if record.conversation is None:
        before = history(record.context) if record.context else NOTHING_BEFORE
        return [Reply(record.text, before, place, record.title)]
    turns = [turn for turn in record.conversation.turns() if turn.speaker == "agent"]
    return [Reply(turn.text, turn.history, place, record.title) for turn in turns]


def detector(book: Rulebook, rules: Sequence[str], owner: str, proof: Callable[[], Linter]) -> Detector:
    """What finds the places of the rules, and of the signal or playbook that `owner` is.

    Args:
        proof: a linter of all rules, which proves what a playbook proposes.
    """
    kind, _, name = owner.partition(" ")
    if kind == "playbook":
        return _playbook(book, name, proof())
    chosen = [book.rule(book.number(rule)) for rule in rules]
    signal = book.signal(name) if kind == "signal" else None

    def find(text: str, before: History) -> Iterator[tuple[str, int, int, str]]:
        reading = Reading(book, text, before, outgoing=False)
        if not reading.literals and not before.customer and all(rule.triggers for rule in chosen):
            return
        reading.complete()
        if signal is not None:
            yield from ((f"<{name}>", *reading.turn.span(one.start, one.end), "") for one in reading.find(signal))
        for rule in chosen:
            for match in matches(rule, reading):
                yield (rule.id, *reading.turn.span(match.start, match.end), "")

    return find


def _playbook(book: Rulebook, name: str, proof: Linter) -> Detector:
    linter = Linter(book.select({rule["id"] for rule in book.index["rules"]}, [name]), proof)
    limits = {thing["limit"]: thing["name"].rpartition("/")[2] for thing in book.book["playbook"]["things"]}

    def find(text: str, before: History) -> Iterator[tuple[str, int, int, str]]:
        seen: set[tuple[int, int, str]] = set()
        for finding in linter.check(text, before, outgoing=False).findings:
            for one in finding.suggestions:
                said = fold_word(one.replacement)
                thing = next((title for limit, title in limits.items() if fold_word(limit) in said), None)
                if thing is not None and (*one.span, one.replacement) not in seen:
                    seen.add((*one.span, one.replacement))
                    yield (thing, *one.span, one.replacement)

    return find


def find_hits(
    detect: Detector, library: Sequence[Reply], go_on: Callable[[], None], seconds: float = SECONDS
) -> tuple[list[Hit], int]:
    """The hits in a library, and how many of its replies were looked at.

    Args:
        go_on: called now and then; may raise to stop.
    """
    end = time.monotonic() + seconds
    found: list[Hit] = []
    for number, reply in enumerate(library):
        if number % _STEP == 0:
            go_on()
            if time.monotonic() > end:
                return found, number
        found += [Hit(number, *one) for one in detect(reply.text, reply.history)]
    return found, len(library)


def told_apart(hits: Sequence[Hit], others: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits that share a character with one of the others, and those that do not; each proposal is a hit of its own.

    A place that is marked a word longer than before is the same place to whoever reads the list.
    """
    near: dict[tuple[int, str, str], list[Hit]] = {}
    for other in others:
        near.setdefault((other.reply, other.name, other.replacement), []).append(other)
    same: list[Hit] = []
    alone: list[Hit] = []
    for hit in hits:
        beside = near.get((hit.reply, hit.name, hit.replacement), ())
        is_same = any(other.start < hit.end and hit.start < other.end for other in beside)
        (same if is_same else alone).append(hit)
    return same, alone
