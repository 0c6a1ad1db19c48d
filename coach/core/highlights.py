"""What a turn does well: the rules that praise, looked at when someone asks.

Praise never contradicts a mark: no words are praised that an error stands on, nor those that a warning of the same
dimension speaks of (明天一定到 is no clear time, 不归我管 no help).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from coach.core.conditions import silencing
from coach.core.reading import Reading

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
    called: dict[int, list[int]] = {}
    for root, numbers in book.called(reading, "praise").items():
        for number in numbers:
            called.setdefault(number, []).append(root)
    best: dict[str, tuple[Rule, Match]] = {}
    for rule in sorted(map(book.rule, called), key=_order):
        known = best.get(rule.guideline)
        if (known and known[0].praise != rule.praise) or not _may_fit(rule, reading, called[rule.number]):
            continue
        match = _first(rule, reading, places, known[1] if known else None)
        if match:
            best[rule.guideline] = rule, match
    found = [_highlight(rule, reading, match) for rule, match in best.values()]
    return tuple(sorted(found, key=lambda one: one.span))


def _order(rule: Rule) -> tuple[int, int]:
    return _FULLEST[rule.praise], rule.number


def _may_fit(rule: Rule, reading: Reading, roots: Iterable[int]) -> bool:
    """Whether one of `roots` has a place, and each pattern without which `rule` is silent: a no is rarer, and first."""
    for matcher in rule.needed:
        if not reading.find(matcher):
            return False
    return any(map(reading.find, roots))


def _first(rule: Rule, reading: Reading, places: Sequence[Place], known: Match | None) -> Match | None:
    """The first place of what `rule` praises, if it comes before the one that is `known`."""
    if not (rule.is_for_all or rule.occasion.is_given(reading)):
        return None
    contrary = sorted((one.match.start, one.match.end) for one in places if _contradicts(one, rule))
    starts, ends = [start for start, _ in contrary], [*accumulate((end for _, end in contrary), max)]
    for match in rule.check.find(reading):
        if known and (match.start, match.end) >= (known.start, known.end):
            break
        if silencing(reading, match, rule.merged, rule.only) is None and not _is_on(match, starts, ends):
            return match
    return None


def _highlight(rule: Rule, reading: Reading, match: Match) -> Highlight:
    from coach.core.model.finding import Highlight

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
