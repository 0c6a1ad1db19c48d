"""What `coach try` shows: a pattern, signal or rule at work on one text, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coach.core.binding import compile_rulebook
from coach.core.checks.absence import Absence
from coach.core.compiler import unknown
from coach.core.conditions import silencing
from coach.core.lint import severity
from coach.core.matching import Match, earliest_then_longest
from coach.core.model.history import history
from coach.core.reading import Reading
from coach.core.rule import Rule
from coach.core.rulebook import Rulebook, reach
from coach.errors import PatternError, SelectionError
from coach.files.packs import gather
from coach.files.reports.plain_text import visible
from coach.files.reports.tally import SEVERITY_WORDS

PROBE = "try/pattern"
_NAME = re.compile(r"[a-z0-9]+([-/][a-z0-9]+)+")


def trial(
    book: Rulebook, folders: Sequence[str], pattern: str, text: str, context: Sequence[str] = ()
) -> Iterator[str]:
    """The lines to show for `pattern` (a rule's or guideline's id, or pattern text) and `text`.

    Args:
        book: the compiled packs.
        folders: where they come from, for a pattern that is not in them.
        context: what the customer wrote before, oldest first.

    Raises:
        PatternError: `pattern` is neither.
    """
    named = _named(book, pattern)
    if pattern in book.book["signals"]:
        pattern = f"<{pattern}>"
    if not named:  # a pattern, or a rule that does not hold and was left out
        book = _unproven(folders, pattern)
        named = _named(book, pattern) or [PROBE]
    reading = Reading(book, text, history(context))
    yield from _text(reading)
    for rule_id in named:
        yield from _rule(book.rule(book.number(rule_id)), reading)


def _text(reading: Reading) -> Iterator[str]:
    turn = reading.turn
    yield f"折叠后  {visible(turn.folded)}"
    yield "分句    " + " ┃ ".join(visible(turn.folded[clause.start : clause.end]) for clause in turn.clauses)
    words = []
    for clause in turn.clauses:
        part = turn.folded[clause.start : clause.end]
        words.append("/".join(visible(part[start:end]) for start, end in reading.rulebook.segmenter.cut(part)))
    yield "分词    " + " ┃ ".join(words)


def _rule(rule: Rule, reading: Reading) -> Iterator[str]:
    if rule.id != PROBE:
        yield f"规则    {rule.id}（{rule.title}）"
    if not rule.occasion.is_given(reading):
        yield "结果    这条规则要的场合（客户说过的话、第几轮）没有出现，所以没有检查"
        return
    hit = "、".join(_literals(rule, reading))
    yield f"字面    {hit or ('一个都没有命中，所以不再往下看' if rule.triggers else '不用字面，每条回复都看')}"
    for name, number in _signals(rule, reading.rulebook):
        yield from _signal(name, number, reading)
    found = rule.check.find(reading)
    yield from _needs(rule, reading)
    yield f"候选    {'、'.join(_place(reading, match) for match in found) or '没有'}"
    told = reading.rulebook.book["rules"][rule.number]
    for match in found:
        spoke = silencing(reading, match, rule.unless, rule.only)
        verdict = _silenced(spoke, told) if spoke else _reported(rule, reading, match)
        yield f"结果    {_place(reading, match)}：{verdict}"


def _needs(rule: Rule, reading: Reading) -> Iterator[str]:
    """For an `absence`, the triggers that have what they need."""
    if not isinstance(rule.check, Absence) or rule.check.when is None:
        return
    told = reading.rulebook.book["rules"][rule.number]["need-told"]
    for trigger in reading.find(rule.check.when):
        met = rule.check.met(reading, trigger)
        if met is not None:
            yield f"需要    {_place(reading, trigger)}：有了 {told[met]}，所以安静"


def _signal(name: str, number: int, reading: Reading) -> Iterator[str]:
    """The places of a signal before its conditions, and what became of each."""
    matcher = reading.rulebook.matchers[number]
    reading.find(number)
    for match in earliest_then_longest(matcher.candidates(reading)):
        spoke = silencing(reading, match, matcher.unless, matcher.only)
        verdict = _silenced(spoke, reading.rulebook.book["matchers"][number]) if spoke else "算"
        yield f"信号    <{name}> {_place(reading, match)}：{verdict}"


def _silenced(spoke: tuple[str, int], told: Mapping[str, Any]) -> str:
    key, index = spoke
    written = told[f"{key}-told"][index]
    return f"安静，因为 {key} 第 {index + 1} 条（{written}）{'成立' if key == 'unless' else '不成立'}"


def _reported(rule: Rule, reading: Reading, match: Match) -> str:
    captures = "".join(f"，{name}＝{value}" for name, value in match.captures.items() if value)
    if rule.id == PROBE:
        return f"匹配{captures}"
    return f"报告（{SEVERITY_WORDS[severity(rule, reading, match)]}）{captures}"


def _signals(rule: Rule, book: Rulebook) -> list[tuple[str, int]]:
    """The signals that the rule's triggers are made of, the inner ones first."""
    names = {number: name for name, number in book.book["signals"].items()}
    found: dict[int, str] = {}

    def visit(number: int) -> None:
        for alternative in book.book["matchers"][number]["alternatives"]:
            for inner in alternative.get("signals", ()):
                visit(inner)
        if number in names:
            found[number] = names[number]

    for trigger in rule.triggers:
        visit(trigger)
    return [(name, number) for number, name in found.items()]


def _literals(rule: Rule, reading: Reading) -> list[str]:
    matchers = reading.rulebook.book["matchers"]
    wanted = {literal for trigger in rule.triggers for literal in reach(matchers, trigger)}
    at_once = reading.rulebook.index["calling"]
    hits = [(literal >= at_once, *hit[::-1]) for literal in wanted & reading.literals for hit in reading.hits(literal)]
    return list(dict.fromkeys(reading.turn.folded[start:end] for _, end, start in sorted(hits)))


def _place(reading: Reading, match: Match) -> str:
    return f"“{visible(reading.turn.span(match.start, match.end).of(reading.turn.text))}”"


def _named(book: Rulebook, name: str) -> list[str]:
    return [rule["id"] for rule in book.index["rules"] if name in (rule["id"], rule["guideline"])]


def _unproven(folders: Sequence[str], pattern: str) -> Rulebook:
    """The rulebook of `folders`, rules whose examples do not hold included; or with one more, a phrase of `pattern`."""
    sources = gather([Path(folder) for folder in folders]).sources
    if not any(pattern in (rule["id"], rule["guideline"]) for rule in sources.rules):
        nothing: dict[str, Any] = dict.fromkeys(("title", "dimension", "what", "why", "instead", "source"), "")
        sources.guidelines["try"] = {**nothing, "severity": "info"}
        check = {"kind": "phrase", "any": [pattern]}
        sources.rules.append({"id": PROBE, "pack": "try", "guideline": "try", "check": check, "examples": []})
        if _NAME.fullmatch(pattern):
            names = [name for rule in sources.rules for name in (rule["id"], rule["guideline"])]
            raise SelectionError(unknown("规则、准则或信号", pattern, [*names, *sources.signals]))
    bound = compile_rulebook(sources)
    for owner, error in bound.problems:
        if owner in (f"rule {PROBE}", f"rule {pattern}"):
            raise PatternError(str(error))
    return bound.rulebook()
