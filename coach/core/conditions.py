"""Conditions: what silences a match (`unless`), what it needs (`only`), what softens a rule (`severity`).

A compiled condition is a mapping; all its keys must hold. Each key is one function of the list at the end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from coach.core.matching import Match
    from coach.core.reading import Reading

Condition = dict[str, Any]
Key = Callable[["Reading", "Match", Any, str], bool]
Resolved = tuple[tuple[Key, Any, str], ...]
"""(function, what it is given, scope) for each key; the scope is ``clause`` where none is written."""
_START: Final = attrgetter("start")


def resolve(condition: Condition) -> Resolved:
    """A compiled condition as its functions and what each is given."""
    scope = condition.get("scope", "clause")
    return tuple((KEYS[key], value, scope) for key, value in condition.items() if key != "scope")


def needed(only: Iterable[Condition]) -> Iterator[int]:
    """The matchers that must have a place in the turn, or one of the conditions `only` cannot hold."""
    for condition in only:
        yield from (condition[key] for key in ("overlaps", "before", "after") if key in condition)
        yield from condition.get("turn", ())


def silencing(
    reading: Reading, match: Match, unless: Sequence[Resolved], only: Sequence[Resolved]
) -> tuple[str, int] | None:
    """The condition that silences `match`, as (``unless`` or ``only``, its index); None when nothing does."""
    for index, condition in enumerate(unless):
        for function, value, scope in condition:  # as `holds`, without the call: there are many, and few hold
            if not function(reading, match, value, scope):
                break
        else:
            return "unless", index
    for index, condition in enumerate(only):
        if not holds(reading, match, condition):
            return "only", index
    return None


def holds(reading: Reading, match: Match, condition: Resolved) -> bool:
    """Whether every part of `condition` holds for `match`."""
    for function, value, scope in condition:  # noqa: SIM110  # a generator here costs a tenth of a check
        if not function(reading, match, value, scope):
            return False
    return True


def overlaps(reading: Reading, match: Match, matcher: int, _: str) -> bool:
    """A match of the pattern shares a character with the match."""
    found = reading.find(matcher)
    if not found:
        return False
    start, end = match.start, match.end
    far = len(found) < 4 or end > reading.turn.clauses[match.clause].stop
    near = found if far else reading.find_in_clause(matcher, match.clause)
    return any(other.start < end and start < other.end for other in near)


def before(reading: Reading, match: Match, matcher: int, scope: str) -> bool:
    """The pattern stands before the match, within the scope."""
    found = reading.find(matcher)
    if not found:
        return False
    index = bisect_left(found, match.start, key=_START) - 1
    if index >= 0 and found[index].end > match.start:
        index -= 1
    return index >= 0 and found[index].start >= _scope(reading, match, scope)[0]


def after(reading: Reading, match: Match, matcher: int, scope: str) -> bool:
    """The pattern stands after the match, within the scope."""
    found = reading.find(matcher)
    index = bisect_left(found, match.end, key=_START)
    return index < len(found) and found[index].end <= _scope(reading, match, scope)[1]


def inside(reading: Reading, match: Match, kind: str, _: str) -> bool:
    """The match stands in quotation marks or parentheses."""
    return reading.turn.is_inside(kind, match.start, match.end)


def clause(reading: Reading, match: Match, kind: str, _: str) -> bool:
    """The match's clause is a question, a condition, or the customer's words told back."""
    place = reading.turn.clauses[match.clause]
    if kind == "question" and "?" in reading.turn.folded[place.end : place.stop]:
        return True
    return bool(_near(reading, match, reading.rulebook.signal(kind)))


def subject(reading: Reading, match: Match, who: str, _: str) -> bool:
    """The nearest person word before the match in its clause is the customer, or the house."""
    ends = {name: _last_end(reading, match, reading.rulebook.signal(name)) for name in ("customer", "self")}
    nearest = max(ends, key=lambda name: ends[name])
    return ends[nearest] > 0 and nearest == {"customer": "customer", "house": "self"}[who]


def turn(reading: Reading, match: Match, matchers: list[int], _: str) -> bool:
    """Every pattern stands somewhere in the turn, outside the match."""
    return all(_elsewhere(reading, match, matcher) for matcher in matchers)


def turn_without(reading: Reading, match: Match, matchers: list[int], _: str) -> bool:
    """No pattern stands in the turn outside the match."""
    return not any(_elsewhere(reading, match, matcher) for matcher in matchers)


def context(reading: Reading, _match: Match, matchers: list[int], _: str) -> bool:
    """One of the patterns stands in what the customer wrote."""
    return any(customer.find(matcher) for customer in reading.customer for matcher in matchers)


def last_message(reading: Reading, _match: Match, matchers: list[int], _: str) -> bool:
    """One of the patterns stands in what the customer wrote last."""
    return any(customer.find(matcher) for customer in reading.customer.last_go for matcher in matchers)


def last_message_without(reading: Reading, match: Match, matchers: list[int], scope: str) -> bool:
    """None of the patterns stands in what the customer wrote last."""
    return not last_message(reading, match, matchers, scope)


def asked(reading: Reading, match: Match, matchers: list[int], scope: str) -> bool:
    """One of the patterns stands both within the scope and in what the customer asks."""
    return any(_within(reading, match, matcher, scope) and reading.customer.asks(matcher) for matcher in matchers)


def unasked(reading: Reading, match: Match, matchers: list[int], scope: str) -> bool:
    """Of the patterns some stand within the scope, and the customer, who wrote something, asks about none of those."""
    said = [matcher for matcher in matchers if _within(reading, match, matcher, scope)]
    return bool(said and reading.customer.last_go) and not any(map(reading.customer.asks, said))


def echoes(reading: Reading, match: Match, where: str, _: str) -> bool:
    """A word of what the customer asks stands there again."""
    return reading.echoes(*_scope(reading, match, where))


def outside(match: Match, others: Iterable[Match]) -> bool:
    """Whether one of `others` shares no character with `match`."""
    return any(other.end <= match.start or match.end <= other.start for other in others)


def _elsewhere(reading: Reading, match: Match, matcher: int) -> bool:
    return outside(match, reading.find(matcher))


def _near(reading: Reading, match: Match, matcher: int) -> list[Match]:
    return reading.find_in_clause(matcher, match.clause)


def _scope(reading: Reading, match: Match, scope: str) -> tuple[int, int]:
    """The folded place that `before` and `after` look at."""
    if scope == "turn":
        return 0, len(reading.turn.folded)
    if scope == "message":
        return reading.turn.message(match.start)
    reach = 1 if scope == "next-clause" else 0
    clauses = reading.turn.clauses
    first, last = max(match.clause - reach, 0), min(match.clause + reach, len(clauses) - 1)
    return clauses[first].start, clauses[last].end


def _within(reading: Reading, match: Match, matcher: int, scope: str) -> bool:
    found = reading.find(matcher)
    if not found:
        return False
    start, end = _scope(reading, match, scope)
    index = bisect_left(found, start, key=_START)
    return index < len(found) and found[index].end <= end


def _last_end(reading: Reading, match: Match, matcher: int) -> int:
    return max((other.end for other in _near(reading, match, matcher) if other.start <= match.start), default=0)


KEYS: Final[dict[str, Key]] = {
    "overlaps": overlaps,
    "before": before,
    "after": after,
    "inside": inside,
    "clause": clause,
    "subject": subject,
    "turn": turn,
    "turn-without": turn_without,
    "context": context,
    "last-message": last_message,
    "last-message-without": last_message_without,
    "asked": asked,
    "unasked": unasked,
    "echoes": echoes,
}
"""The closed vocabulary; one more needs a page in docs/decisions."""
