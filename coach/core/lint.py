"""The one pipeline: read a turn, call up the rules it may break, decide, tidy.

text → Reading (fold, scan) → candidates → places → findings → tidy → Result
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coach.core.conditions import holds, silencing
from coach.core.model.result import Result, Rewritten
from coach.core.scan import Reading

if TYPE_CHECKING:
    from coach.core.matching import Match
    from coach.core.model.conversation import Conversation, Turn
    from coach.core.model.finding import About, Applicability, Finding, Severity, Suggestion
    from coach.core.rule import Rule
    from coach.core.rulebook import Rulebook

    Suggest = Callable[[Finding], tuple[Suggestion, ...]]

FINDINGS_LIMIT: Final = 200
"""More findings than this in one turn are counted, not listed."""


class Linter:
    """Checks turns against one rulebook.

    Args:
        rulebook: the compiled rules; those that are not active stay silent.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._recheck = lru_cache(maxsize=256)(self._findings_of)

    def check(self, text: str, context: Sequence[str] = ()) -> Result:
        """What a trainer would mark in the turn `text`.

        Args:
            text: an agent's turn; line feeds separate its messages.
            context: what the customer wrote before, oldest first.
        """
        customer = [Reading(self.rulebook, message) for message in context]
        reading = Reading(self.rulebook, text, customer)
        skipped = () if context else self.rulebook.contextual
        numbers = self.rulebook.candidates(reading.hits)
        if not numbers:
            return Result(text, not_evaluated=skipped)
        from coach.core.tidy import tidy

        found = tidy(list(self._findings(reading, sorted(numbers), self._suggester(reading, context))))
        shown, omitted = tuple(found[:FINDINGS_LIMIT]), max(len(found) - FINDINGS_LIMIT, 0)
        return Result(text, shown, not_evaluated=skipped, omitted=omitted, rewriter=self._rewriter(context))

    def check_conversation(self, conversation: Conversation) -> list[tuple[Turn, Result]]:
        """What a trainer would mark in each of the agent's turns."""
        turns = [turn for turn in conversation.turns() if turn.speaker == "agent"]
        return [(turn, self.check(turn.text, turn.context)) for turn in turns]

    def _findings(self, reading: Reading, numbers: Sequence[int], suggest: Suggest) -> Iterator[Finding]:
        for number in numbers:
            rule = self.rulebook.rule(number)
            for match in matches(rule, reading):
                yield _finding(rule, reading, match, suggest)

    def _findings_of(self, text: str, context: tuple[str, ...]) -> tuple[Finding, ...]:
        return self.check(text, context).findings

    def _suggester(self, reading: Reading, context: Sequence[str]) -> Suggest:
        before = tuple(context)
        made: dict[Finding, tuple[Suggestion, ...]] = {}

        from coach.core.rewrite import propose

        def suggest(finding: Finding) -> tuple[Suggestion, ...]:
            if finding not in made:
                rule = self.rulebook.rule(self.rulebook.number(finding.rule))
                made[finding] = propose(rule, reading, finding, lambda text: self._recheck(text, before))
            return made[finding]

        return suggest

    def _rewriter(self, context: Sequence[str]) -> Callable[[Result, Applicability], Rewritten]:
        before = tuple(context)

        from coach.core.rewrite import rewrite_turn

        def rewrite(result: Result, applicability: Applicability) -> Rewritten:
            return rewrite_turn(result, applicability, lambda text: self._recheck(text, before))

        return rewrite


def matches(rule: Rule, reading: Reading) -> list[Match]:
    """The places of `reading` that break `rule`, past its conditions."""
    if rule.context and not any(customer.find(signal) for customer in reading.customer for signal in rule.context):
        return []
    found = rule.check.find(reading)
    if found and (rule.unless or rule.only):
        found = [match for match in found if silencing(reading, match, rule.unless, rule.only) is None]
    return found


def severity(rule: Rule, reading: Reading, match: Match) -> Severity:
    """The rule's severity at `match`: the first step of its ladder that holds, else its own."""
    for step, conditions in rule.ladder:
        if any(holds(reading, match, condition) for condition in conditions):
            return step
    return rule.severity


def _finding(rule: Rule, reading: Reading, match: Match, suggest: Suggest) -> Finding:
    from coach.core.fingerprint import fingerprint
    from coach.core.model.finding import Finding

    span = reading.turn.span(match.start, match.end)
    return Finding(
        rule=rule.id,
        guideline=rule.guideline,
        title=rule.title,
        rank=rule.rank,
        severity=severity(rule, reading, match),
        dimension=rule.dimension,
        span=span,
        excerpt=span.of(reading.turn.text),
        message_index=reading.turn.message_index(span.start),
        what=rule.what,
        why=rule.why,
        instead=rule.instead,
        fingerprint=fingerprint(rule.guideline, reading, match),
        about=_about(rule, reading),
        suggest=suggest,
    )


def _about(rule: Rule, reading: Reading) -> About | None:
    """The customer's message that called the rule up, when nothing in the turn did."""
    if rule.check.triggers() or not rule.context:
        return None
    from coach.core.model.finding import About

    called = [one for one in reading.customer if any(one.find(signal) for signal in rule.context)]
    return About("customer", called[-1].turn.text) if called else None
