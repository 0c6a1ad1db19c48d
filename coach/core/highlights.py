"""What a turn does well: the rules that praise, looked at when someone asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.core.lint import matches
from coach.core.scan import Reading

if TYPE_CHECKING:
    from coach.core.model.finding import Highlight
    from coach.core.rule import Rule

_FULLEST: Final = {"full": 0, "half": 1}
_RULES_OWN: Final = ("guideline", "title", "family", "what", "why")
"""What a highlight takes over from its rule as it stands."""


def highlights(reading: Reading) -> tuple[Highlight, ...]:
    """One for each guideline that `reading` honours, in order of place; the fullest, then the first of it."""
    reading.complete()
    book = reading.rulebook
    numbers: set[int] = set()
    for root, rules in book.called(reading, "praise").items():
        fitting = [number for number in rules if _may_fit(book.rule(number), reading)]
        if fitting and reading.find(root):
            numbers.update(fitting)
    found = [_highlight(number, reading) for number in sorted(numbers)]
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


def _highlight(number: int, reading: Reading) -> Highlight | None:
    from coach.core.model.finding import Highlight

    rule = reading.rulebook.rule(number)
    found = matches(rule, reading)
    if not found:
        return None
    span = reading.turn.span(found[0].start, found[0].end)
    return Highlight(
        rule=rule.id,
        counts=rule.praise,
        span=span,
        excerpt=span.of(reading.turn.text),
        message_index=reading.turn.message_index(span.start),
        **{name: getattr(rule, name) for name in _RULES_OWN},
    )
