"""Small rulebooks of a test's own, compiled from plain data: no files, none of the built-in rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from coach.core.binding import Bound, compile_rulebook
from coach.core.compiler import Sources
from coach.core.lint import Linter
from coach.core.model.history import history
from coach.core.reading import Reading

Rule = str | Mapping[str, Any]
GUIDELINE = {
    "title": "标题",
    "dimension": "empathy",
    "severity": "warning",
    "what": "是什么。",
    "why": "为什么。",
    "instead": "怎么说好。",
    "source": "测试",
}


def rule_source(number: int, rule: Rule) -> dict[str, Any]:
    """A rule as its file would say it; text alone is a phrase."""
    source = {"check": {"kind": "phrase", "any": [rule]}} if isinstance(rule, str) else dict(rule)
    source["check"] = {"applicability": "review", **source["check"]}
    return {"id": f"own/r{number}", "pack": "own", "guideline": f"g{number}", "examples": [], **source}


def rule_sources(
    *rules: Rule,
    signals: Mapping[str, Any] | None = None,
    lexicons: Mapping[str, Sequence[str]] | None = None,
    placeholders: Mapping[str, str] | None = None,
    segmenter: Sequence[str] = (),
) -> Sources:
    """The sources of `rules`; each has a guideline of its own, g1, g2, … unless it names one.

    The guideline of a rule that praises is one of a family: the rule's `family`, else ``solve``.
    """
    sources = [rule_source(number, rule) for number, rule in enumerate(rules, start=1)]
    families = {source["guideline"]: source.pop("family", "solve") for source in sources if source.get("praise")}
    return Sources(
        lexicons={name: list(words) for name, words in (lexicons or {}).items()},
        signals={
            name: {"any": signal, "examples": []} if isinstance(signal, list) else {"examples": [], **signal}
            for name, signal in (signals or {}).items()
        },
        guidelines={name: _guideline(name, families.get(name)) for name in (one["guideline"] for one in sources)},
        rules=sources,
        placeholders=dict(placeholders or {}),
        segmenter=list(segmenter),
    )


def _guideline(name: str, family: str | None) -> dict[str, Any]:
    guideline = {**GUIDELINE, "title": f"标题{name}"}
    if family is None:
        return guideline
    return {key: words for key, words in guideline.items() if key not in ("severity", "instead")} | {"family": family}


@pytest.fixture
def make_sources() -> Callable[..., Sources]:
    return rule_sources


@pytest.fixture
def make_bound() -> Callable[..., Bound]:
    return lambda *rules, **language: compile_rulebook(rule_sources(*rules, **language))


@pytest.fixture
def make_linter() -> Callable[..., Linter]:
    """A linter of rules (text alone is a phrase pattern), `signals`, `lexicons`, `placeholders`."""

    def make(*rules: Rule, **language: Any) -> Linter:
        bound = compile_rulebook(rule_sources(*rules, **language))
        assert not bound.problems, bound.problems
        return Linter(bound.rulebook())

    return make


@pytest.fixture
def marked(make_linter: Callable[..., Linter]) -> Callable[..., list[str]]:
    """The excerpts that one pattern, list of patterns, or rule marks in a text."""

    def find(rule: Rule | list[Any], text: str, context: Sequence[str] = (), **language: Any) -> list[str]:
        source = {"check": {"kind": "phrase", "any": rule}} if isinstance(rule, list) else rule
        return [finding.excerpt for finding in make_linter(source, **language).check(text, history(context)).findings]

    return find


@pytest.fixture
def captures(make_linter: Callable[..., Linter]) -> Callable[..., list[dict[str, str]]]:
    """What the captures of a pattern took in a text, match by match."""

    def find(pattern: str, text: str, **language: Any) -> list[dict[str, str]]:
        book = make_linter(pattern, **language).rulebook
        reading = Reading(book, text)
        return [dict(match.captures) for match in book.rule(0).check.find(reading)]

    return find
