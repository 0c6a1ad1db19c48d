"""What a turn does well: the rules that praise, looked at when someone asks.

Praise never contradicts a mark: no words are praised that an error stands on, nor those that a warning of the same
dimension speaks of (明天一定到 is no clear time, 不归我管 no help).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from coach.core.lint import matches
from coach.core.scan import Reading

if TYPE_CHECKING:
    from coach.core.lint import Place
    from coach.core.matching import Match
    from coach.core.model.finding import Highlight
    from coach.core.rule import Rule

_FULLEST: Final = {"full": 0, "half": 1}
_RULES_OWN: Final = ("guideline", "title", "family", "what", "why")
"""What a highlight takes over from its rule as it stands."""


def highlights(reading: Reading, places: Sequence[Place] = ()) -> tuple[Highlight, ...]:
    """One for each guideline that `reading` honours, in order of place; the fullest, then the first of it.

    Args:
        places: where faults were found in it.
    """
    reading.complete()
    book = reading.rulebook
    numbers: set[int] = set()
    for root, rules in book.called(reading, "praise").items():
        fitting = [number for number in rules if _may_fit(book.rule(number), reading)]
        if fitting and reading.find(root):
            numbers.update(fitting)
    found = [_highlight(book.rule(number), reading, places) for number in sorted(numbers)]
    best: dict[str, Highlight] = {}
    for one in sorted(filter(None, found), key=lambda one: (_FULLEST[one.counts], one.span)):
        best.setdefault(one.guideline, one)
    return tuple(sorted(best.values(), key=lambda one: one.span))


def _may_fit(rule: Rule, reading: Reading) -> bool:
    """Whether each pattern without which `rule` is silent has a place; a no is rarer than what is praised beside it."""
    for matcher in rule.needed:  # noqa: SIM110  # mostly there is none; a generator costs more than the look
        if not reading.find(matcher):
            return False
    return True


def _highlight(rule: Rule, reading: Reading, places: Iterable[Place]) -> Highlight | None:
    from coach.core.model.finding import Highlight

    contrary = sorted(place.match[:2] for place in places if _contradicts(place, rule))
    starts, ends = [start for start, _ in contrary], [*accumulate((end for _, end in contrary), max)]
    match = next((one for one in matches(rule, reading) if not _is_on(one, starts, ends)), None)
    if match is None:
        return None
    span = reading.turn.span(match.start, match.end)
    return Highlight(
        rule=rule.id,
        counts=rule.praise,
        span=span,
        excerpt=span.of(reading.turn.text),
        message_index=reading.turn.message_index(span.start),
        **{name: getattr(rule, name) for name in _RULES_OWN},
    )


def _contradicts(place: Place, rule: Rule) -> bool:
    """Whether words at `place` cannot be what `rule` praises.

    A warning that nothing in the turn called up speaks of what is missing, and not of the words on which it stands.
    """
    if place.severity == "warning":
        return place.rule.dimension == rule.dimension and bool(place.rule.triggers)
    return place.severity == "error"


def _is_on(match: Match, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether `match` shares a character with places that begin at `starts`, and so far reach to `ends`."""
    before = bisect_left(starts, match.end)
    return before > 0 and ends[before - 1] > match.start
