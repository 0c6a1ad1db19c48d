"""Suggestions: built from a rule's rewrites, then proven.

A suggestion is shown only when, after it, its finding is gone and no finding is new, and when every number, date,
amount, id, link and variable of what it replaces is still there. What has blanks is a guide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.core.checks.identifier import MASKED, Identifier
from coach.core.facts import BLANK, keeps_facts, outside_brackets
from coach.core.language.clauses import runs_on
from coach.core.language.folding import fold, is_traditional
from coach.core.language.words import to_traditional
from coach.core.lint import UNFILLED_BLANK
from coach.core.matching import REPLACEMENT, Match
from coach.core.model.finding import SEVERITIES, Applicability, Finding, Suggestion
from coach.core.model.result import Result
from coach.core.playbook import compose
from coach.core.seams import STOPS, insert, join, opens_line

if TYPE_CHECKING:
    from coach.core.lint import Place
    from coach.core.model.result import Wanted
    from coach.core.reading import Reading
    from coach.core.rule import Rule

TURN_LIMIT: Final = 2000
"""Longer turns get no suggestions: each is proven by a check of the whole turn. No reply is that long."""

PROVEN_LIMIT: Final = 2
"""So many suggestions for a finding are enough for a person to choose from."""

BESIDE_LIMIT: Final = 8
"""A turn that says more than so many letters and characters beside its faults is not written anew as a whole."""

Mark = tuple[str, str]
"""What a proof knows of a finding: its guideline and the folded words that it marks; none if a customer's words did."""
Recheck = Callable[[str], Counter[Mark]]
"""From a text to what would be found in it but for blanks, each with how often."""

_SLOT: Final = re.compile(r"\{(\w+)\}")
_SLOT_OR_TEXT: Final = re.compile(r"(\{\w+\})|[^{]+|\{")
_BLANK: Final = re.compile("⟨[^⟨⟩]*⟩")


def propose(
    rule: Rule, reading: Reading, finding: Finding, places: Sequence[Place], recheck: Recheck
) -> tuple[Suggestion, ...]:
    """The rule's suggestions for `finding` that pass the proof, in the rule's order.

    Args:
        places: what rules found in the turn; one that another one leads gets a guide only when it has nothing else.
    """
    match = _match_of(rule, reading, finding) if len(reading.turn.text) <= TURN_LIMIT else None
    if match is None:
        return ()
    leads = _leads(rule, match, places)
    proven: list[Suggestion] = []
    for proposal in _build(rule, reading, match, places):
        suggestion = proposal.suggestion
        known = {(kept.span, kept.replacement) for kept in proven}
        if (suggestion.span, suggestion.replacement) in known:
            continue
        if suggestion.applicability == "guide" and proven and not leads:
            continue
        if _holds(proposal, reading, finding, recheck):
            proven.append(suggestion)
            if len(proven) == PROVEN_LIMIT:
                break
    return tuple(proven)


def _leads(rule: Rule, match: Match, places: Sequence[Place]) -> bool:
    """Whether no finding beside it on the same words is more specific: a card shows the suggestions of all of them."""
    return not any(
        place.rule.rank < rule.rank and place.match.start < match.end and match.start < place.match.end
        for place in places
    )


def _match_of(rule: Rule, reading: Reading, finding: Finding) -> Match | None:
    found = rule.check.find(reading)
    return next((match for match in found if reading.turn.span(match.start, match.end) == finding.span), None)


class Proposal(NamedTuple):
    """A suggestion before its proof.

    Attributes:
        vouched: the words in it that a trainer vouches for.
        masks: a masked number and the number: to hide that one is no loss.
    """

    suggestion: Suggestion
    vouched: str = ""
    masks: tuple[str, str] = ("", "")


def _build(rule: Rule, reading: Reading, match: Match, places: Sequence[Place]) -> Iterator[Proposal]:
    says_more: bool | None = None
    for entry in rule.suggest:
        if entry.get("playbook"):
            yield from _from_playbook(entry, reading, match)
            continue
        if entry.get("over") == "turn":
            if says_more is None:
                says_more = _said_beside(reading, places) > BESIDE_LIMIT
            if says_more:
                continue
        text = _fill(entry.get("rewrite"), match, reading)
        if text is not None:
            place = _extent(entry.get("over") or "match", reading, match)
            yield Proposal(_suggestion(text, entry, *place, reading), masks=_masks(rule, reading, match))


def _said_beside(reading: Reading, places: Sequence[Place]) -> int:
    """How many letters and characters, courtesy not counted, stand in clauses without a fault."""
    faults = [place.match for place in places]
    cores = [
        reading.clause_core(clause)
        for clause in reading.turn.clauses
        if not any(fault.start < clause.end and clause.start < fault.end for fault in faults)
    ]
    return sum(char.isalnum() for start, end in cores for char in reading.turn.folded[start:end])


def _masks(rule: Rule, reading: Reading, match: Match) -> tuple[str, str]:
    """What the check itself masked, and as it was written; only `identifier` hides anything."""
    if not isinstance(rule.check, Identifier):
        return "", ""
    return match.captures[MASKED], reading.turn.span(match.start, match.end).of(reading.turn.text)


def _from_playbook(entry: dict[str, Any], reading: Reading, match: Match) -> Iterator[Proposal]:
    for start, end, text, vouched in compose(reading, match, entry.get("rewrite")):
        yield Proposal(replace(_suggestion(text, entry, start, end, reading), from_playbook=True), vouched)


def _fill(template: str | None, match: Match, reading: Reading) -> str | None:
    """`template` with its captures in, in the reply's own script; None when a capture took nothing."""
    if template is None:
        template = "{" + REPLACEMENT + "}"
    slots = _slots(template)
    if any(match.captures.get(slot) is None for slot in slots):
        return None
    if is_traditional(reading.turn.text):
        template = _SLOT_OR_TEXT.sub(lambda part: part[0] if part[1] else to_traditional(part[0]), template)
    return _SLOT.sub(lambda slot: _as_written(match.captures[slot[1]], match, reading), template) if slots else template


@lru_cache(maxsize=1024)
def _slots(template: str) -> list[str]:
    return _SLOT.findall(template)


def _as_written(captured: str, match: Match, reading: Reading) -> str:
    """A capture as the author wrote it; a better word of `substitute` as the rule has it."""
    start = -1 if not captured else reading.turn.folded.find(captured, match.start, match.end)
    if start < 0:
        return to_traditional(captured) if is_traditional(reading.turn.text) else captured
    return reading.turn.span(start, start + len(captured)).of(reading.turn.text)


def _suggestion(text: str, entry: dict[str, Any], start: int, end: int, reading: Reading) -> Suggestion:
    original, span = reading.turn.text, reading.turn.span(start, end)
    if start == end:
        span, text = insert(original, span.start, text)
    else:
        if opens_line(original, span.start):
            text = text.lstrip(STOPS)
        if text and text[-1] not in STOPS and runs_on(reading.turn.folded, end):
            text += "，"  # what ended the clause may be gone
        span = join(original, span, text)
    given: Applicability = entry.get("applicability") or "review"
    return Suggestion("guide" if BLANK.search(text) else given, span, text)


def _extent(over: str, reading: Reading, match: Match) -> tuple[int, int]:
    if over == "turn":
        return 0, len(reading.turn.folded.rstrip())
    if over == "after":
        return len(reading.turn.folded), len(reading.turn.folded)
    if over in ("clause", "before"):
        clause = reading.turn.clauses[match.clause]
        return clause.start, clause.end if over == "clause" else clause.start
    return match.start, match.end


def _holds(proposal: Proposal, reading: Reading, finding: Finding, recheck: Recheck) -> bool:
    original, suggestion = reading.turn.text, proposal.suggestion
    rewritten = suggestion.apply(original)
    replaced = outside_brackets(suggestion.span.of(original), finding.excerpt)
    replacement = suggestion.replacement.replace(*proposal.masks)
    placeholders = reading.rulebook.placeholders
    if rewritten == original or not keeps_facts(replaced, replacement, proposal.vouched, placeholders):
        return False
    before, after = recheck(original), recheck(rewritten)
    own = finding.guideline, "" if finding.about else fold(finding.excerpt, placeholders).text
    if own[0] != UNFILLED_BLANK and after[own] >= before[own]:
        return False
    return not any(count > before[mark] for mark, count in after.items())


def rewrite_turn(
    result: Result, applicability: Applicability, recheck: Recheck, wanted: Wanted = None
) -> tuple[str, tuple[Suggestion, ...]]:
    """`result`'s turn with all suggestions applied that fit together, and those suggestions in order of place.

    Args:
        applicability: ``safe`` takes only those; ``review`` those as well. Guides are never applied.
        wanted: whether a suggestion may be applied; None takes them all.
    """
    grades = ("safe",) if applicability == "safe" else ("safe", "review")
    applied: list[Suggestion] = []
    mended: set[Finding] = set()
    for finding, suggestion in _by_worth(result, grades, recheck, wanted):
        if finding not in mended and _fits(suggestion, applied):
            trial = sorted([*applied, suggestion], key=lambda one: one.span)
            if _is_better(result, finding, applied, trial, recheck):
                applied = trial
                mended.add(finding)
    return _apply(result.text, applied), tuple(applied)


def _by_worth(
    result: Result, grades: Sequence[str], recheck: Recheck, wanted: Wanted
) -> list[tuple[Finding, Suggestion]]:
    """The suggestions that may be applied, those first that mend the gravest and the most; else as they stand."""
    graver_last = sorted(result.findings, key=lambda one: -SEVERITIES.index(one.severity))
    gravity = {one.guideline: SEVERITIES.index(one.severity) for one in graver_last}

    def worth(pair: tuple[Finding, Suggestion]) -> tuple[int, ...]:
        gone = recheck(result.text) - recheck(pair[1].apply(result.text))
        levels = [gravity.get(mark[0], len(SEVERITIES)) for mark in gone.elements()]
        return tuple(-levels.count(level) for level in range(len(SEVERITIES)))

    pairs = [
        (finding, suggestion)
        for finding in result.findings
        for suggestion in finding.suggestions
        if suggestion.applicability in grades and (not wanted or wanted(suggestion))
    ]
    return sorted(pairs, key=worth) if len(pairs) > 1 else pairs


def _fits(suggestion: Suggestion, applied: Sequence[Suggestion]) -> bool:
    return not any(
        suggestion.span.overlaps(other.span) or suggestion.span.start == other.span.start for other in applied
    )


def _is_better(
    result: Result, finding: Finding, applied: Sequence[Suggestion], trial: Sequence[Suggestion], recheck: Recheck
) -> bool:
    before, after = recheck(_apply(result.text, applied)), recheck(_apply(result.text, trial))
    return not after - before and (finding.guideline == UNFILLED_BLANK or after.total() < before.total())


def _apply(text: str, suggestions: Sequence[Suggestion]) -> str:
    for suggestion in sorted(suggestions, key=lambda one: one.span, reverse=True):
        text = suggestion.apply(text)
    return text
