"""Proof: every example of every rule and signal must hold, every condition must earn its place.

Works on sources and the compiled rulebook; says what fails as (owner, path, sentence), for the loader to place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from coach.core.binding import compile_signals
from coach.core.checks.substitute import is_pattern
from coach.core.compiler import Compiler, Path, Sources
from coach.core.language.folding import fold_word
from coach.core.lint import Linter, matches
from coach.core.matcher import Matcher
from coach.core.matching import Match
from coach.core.model.history import History, history
from coach.core.reading import NOTHING_BEFORE, Reading
from coach.core.rule import Rule
from coach.core.rulebook import Rulebook

EDGE_LEXICONS: Final = ("<courtesy>", "<particle>", "<customer>", "<self>")
MARK: Final = re.compile("[⟦⟧]")


class Failure(NamedTuple):
    """What does not hold: ``rule ID``, ``signal NAME`` or ``lexicon NAME``, where in its file, and a sentence."""

    owner: str
    path: Path
    message: str


class Example(NamedTuple):
    """One example: its text without marks, the marked place or None, and what came before."""

    text: str
    span: tuple[int, int] | None
    history: History


def example(source: Mapping[str, Any], key: str, prefix: str = "") -> Example:
    """The example under `key` (``flag``, ``quiet`` or ``better``) of `source`.

    With the agent's ``earlier`` turns it is the last turn of a conversation; `prefix` stands before the keys.
    """
    marked = source[key]
    marks = [mark.start() for mark in MARK.finditer(marked)]
    span = (marks[0], marks[1] - 1) if len(marks) == 2 else None
    past = history(source.get(f"{prefix}context") or ())
    earlier = source.get(f"{prefix}earlier")
    if earlier is not None:
        past = past._replace(earlier=tuple(earlier), is_last=True)
    return Example(MARK.sub("", marked), span, past)


Finder = Callable[[Example], list[Match]]


class Prover:
    """Proves sources against their rulebook.

    Args:
        sources: as compiled into `rulebook`.
        rulebook: all rules active.
        beside: the other rules, where `sources` are a part only; every ``better`` must pass them as well.
    """

    def __init__(self, sources: Sources, rulebook: Rulebook, beside: Linter | None = None) -> None:
        self.sources = sources
        self.rulebook = rulebook
        self.beside = beside
        self.linter = Linter(rulebook)
        self.compiler = Compiler(sources)
        compile_signals(self.compiler)

    def rule(self, source: Mapping[str, Any]) -> Iterator[Failure]:
        """What of one rule does not hold."""
        owner = f"rule {source['id']}"
        rule = self.rulebook.rule(self.rulebook.number(source["id"]))
        yield from self._examples(owner, source["examples"], lambda reading: matches(rule, reading))
        yield from self._betters(owner, source["examples"])
        yield from self._conditions(owner, source, lambda key, index: self._rule_without(rule, key, index))
        yield from self._branches(owner, source)
        yield from self._pairs(owner, source, rule)

    def signal(self, name: str) -> Iterator[Failure]:
        """What of one signal does not hold."""
        owner, source = f"signal {name}", self.sources.signals[name]
        number = self.rulebook.signal(name)
        yield from self._examples(owner, source["examples"], lambda reading: reading.find(number))
        yield from self._conditions(owner, source, lambda key, index: self._signal_without(number, key, index))
        yield from self._branches(owner, source)

    def playbook(self, source: Mapping[str, Any]) -> Iterator[Failure]:
        """The examples of one playbook that get no proven suggestion out of it, when it alone is asked."""
        everything = (rule["id"] for rule in self.rulebook.index["rules"])
        linter = Linter(self.rulebook.select(everything, [source["name"]]), self.beside)
        for name, thing in source["things"].items():
            for index, text in enumerate(thing["examples"]):
                offered = [
                    suggestion.replacement
                    for finding in linter.check(text).findings
                    for suggestion in finding.suggestions
                ]
                if not any(thing["limit"] in one for one in offered):
                    message = f"这句要能用上“{name}”的说法，现在没有：{text}"
                    yield Failure(f"playbook {source['name']}", ("things", name, "examples", index), message)

    def _reading(self, item: Example, rulebook: Rulebook | None = None) -> Reading:
        return Reading(rulebook or self.rulebook, item.text, item.history)

    def _examples(self, owner: str, examples: Sequence[Mapping[str, Any]], find: Any) -> Iterator[Failure]:
        for index, source in enumerate(examples):
            path = ("examples", index)
            if "flag" in source:
                yield from self._flag(owner, path, example(source, "flag"), find)
            elif "quiet" in source:
                item = example(source, "quiet")
                found = find(self._reading(item))
                if found:
                    place = _excerpt(self._reading(item), found[0])
                    yield Failure(owner, (*path, "quiet"), f"这句应当安静，却报告了“{place}”：{item.text}")

    def _flag(self, owner: str, path: Path, item: Example, find: Any) -> Iterator[Failure]:
        reading = self._reading(item)
        found = find(reading)
        if not found:
            yield Failure(owner, (*path, "flag"), f"这句应当报告，却没有：{item.text}")
        elif item.span and item.span not in [reading.turn.span(match.start, match.end) for match in found]:
            places = "、".join(f"“{_excerpt(reading, match)}”" for match in found)
            wanted = item.text[slice(*item.span)]
            yield Failure(owner, (*path, "flag"), f"应当标在“{wanted}”，却标在{places}：{item.text}")

    def _betters(self, owner: str, examples: Sequence[Mapping[str, Any]]) -> Iterator[Failure]:
        for index, source in enumerate(examples):
            if "better" in source:
                item = example(source, "better")
                linters = [self.linter, self.beside] if self.beside else [self.linter]
                for finding in (one for linter in linters for one in linter.check(item.text, item.history).findings):
                    message = f"better 也要过得了所有规则，{finding.rule} 报告了“{finding.excerpt}”：{item.text}"
                    yield Failure(owner, ("examples", index, "better"), message)

    def _conditions(
        self, owner: str, source: Mapping[str, Any], without: Callable[[str, int | None], Finder]
    ) -> Iterator[Failure]:
        for key in ("unless", "only"):
            for index, condition in enumerate(source.get(key) or ()):
                item, path = example(condition, "quiet", "quiet-"), (key, index)
                if without(key, None)(item):
                    yield Failure(owner, path, f"有了这一条，这句仍然被报告：{item.text}")
                elif not without(key, index)(item):
                    yield Failure(owner, path, f"去掉这一条，这句也不会被报告，所以它没有用：{item.text}")

    def _rule_without(self, rule: Rule, key: str, index: int | None) -> Finder:
        if index is not None:
            unless = _without(rule.unless, index) if key == "unless" else rule.unless
            only = _without(rule.only, index) if key == "only" else rule.only
            rule = replace(rule, unless=unless, merged=unless, only=only)
        return lambda item: matches(rule, self._reading(item))

    def _signal_without(self, number: int, key: str, index: int | None) -> Finder:
        matchers = self.rulebook.book["matchers"]
        matcher = dict(matchers[number])
        if index is not None:
            matcher[key] = _without(matcher[key], index)
            matcher.pop("unless-merged", None)
        changed = [*matchers[:number], matcher, *matchers[number + 1 :]]
        book = self.rulebook.changed({**self.rulebook.book, "matchers": changed})
        return lambda item: self._reading(item, book).find(number)

    def _branches(self, owner: str, source: Mapping[str, Any]) -> Iterator[Failure]:
        """Alternatives that no flagged example reaches."""
        readings = [self._reading(example(item, "flag")) for item in source["examples"] if "flag" in item]
        for path, entries in _pattern_lists(source):
            for index, text, alternatives in self.compiler.branches(entries):
                if not any(self._reached(alternatives, reading) for reading in readings):
                    message = f"没有例子用到“{text}”，请加一个 flag 例子，或写明 untested"
                    yield Failure(owner, (*path, index), message)

    def _pairs(self, owner: str, source: Mapping[str, Any], rule: Rule) -> Iterator[Failure]:
        """Words of a `substitute` that the rule does not report even when they stand alone."""
        for word in source["check"].get("map", ()):
            if not is_pattern(word) and not matches(rule, self._reading(Example(word, None, NOTHING_BEFORE))):
                yield Failure(owner, ("check", "map", word), f"“{word}”单独写出来也没有被报告")

    def _reached(self, alternatives: Sequence[Mapping[str, Any]], reading: Reading) -> bool:
        tried = [{**alternative, "exact": False, "also": []} for alternative in alternatives]
        return _matches_anywhere(Matcher({"alternatives": tried}), reading)


def _pattern_lists(source: Mapping[str, Any]) -> Iterable[tuple[Path, Sequence[Any]]]:
    """The patterns of a rule or signal whose alternatives owe an example."""
    if "check" not in source:
        return [(("any",), source["any"])]
    check = source["check"]
    if check["kind"] == "phrase":
        return [(("check", "any"), check["any"])]
    if check["kind"] == "absence" and check.get("when"):
        when = check["when"]
        return [(("check", "when"), when if isinstance(when, list) else [when])]
    return []


def _without(conditions: Sequence[Any], index: int) -> tuple[Any, ...]:
    return (*conditions[:index], *conditions[index + 1 :])


def _excerpt(reading: Reading, match: Match) -> str:
    return reading.turn.span(match.start, match.end).of(reading.turn.text)


def lexicon_failures(sources: Sources, name: str) -> Iterator[Failure]:
    """Single characters of a lexicon that no example of its users holds; longer words prove themselves."""
    texts = list(_example_texts(sources, _names_holding(sources, name)))
    for index, word in enumerate(sources.lexicons[name]):
        if len(word) == 1 and texts and not any(fold_word(word) in text for text in texts):
            yield Failure(f"lexicon {name}", ("words", index), f"没有例子用到“{word}”：单个字容易误伤，请加一个例子")


def _names_holding(sources: Sources, name: str) -> set[str]:
    """The lexicon and those that take it in, as they stand in patterns."""
    names = {f"<{name}>"}
    while True:
        more = {f"<{other}>" for other, words in sources.lexicons.items() if not names.isdisjoint(words)}
        if more <= names:
            return names
        names |= more


def _example_texts(sources: Sources, names: set[str]) -> Iterator[str]:
    """The folded examples of the rules and signals whose patterns use one of `names`.

    Of all of them for what the engine itself uses at the edges of every turn.
    """
    everything = [*sources.signals.values(), *sources.rules]
    users = [source for source in everything if any(name in _without_examples(source) for name in names)]
    for source in everything if users and not names.isdisjoint(EDGE_LEXICONS) else users:
        for item in (*source["examples"], *(source.get("unless") or ()), *(source.get("only") or ())):
            yield fold_word(item.get("flag") or item.get("quiet") or "")


def _without_examples(source: Mapping[str, Any]) -> str:
    return repr({key: value for key, value in source.items() if key != "examples"})


def prove(sources: Sources, rulebook: Rulebook, only: Iterable[str] | None = None) -> list[Failure]:
    """Everything that does not hold in `sources`, or with `only` in those owners (``rule ID``, ``signal NAME``)."""
    prover = Prover(sources, rulebook)
    chosen = None if only is None else set(only)
    failures: list[Failure] = []
    for name in sources.lexicons:
        if chosen is None or f"lexicon {name}" in chosen:
            failures.extend(lexicon_failures(sources, name))
    for name in sources.signals:
        if chosen is None or f"signal {name}" in chosen:
            failures.extend(prover.signal(name))
    usable = {thing["name"] for thing in rulebook.book["playbook"]["things"]}
    for source in sources.playbooks:
        is_usable = f"{source['name']}/{next(iter(source['things']))}" in usable
        if is_usable and (chosen is None or f"playbook {source['name']}" in chosen):
            failures.extend(prover.playbook(source))
    compiled = {rule["id"] for rule in rulebook.book["rules"]}
    for source in sources.rules:
        if source["id"] in compiled and (chosen is None or f"rule {source['id']}" in chosen):
            failures.extend(prover.rule(source))
    return failures


def _matches_anywhere(matcher: Matcher, reading: Reading) -> bool:
    """Whether it matches in any clause, whatever was hit: it was made of alternatives of no rulebook."""
    clauses = range(len(reading.turn.clauses))
    plain = {id(one): one for listed in matcher.by_literal.values() for one in listed}
    if any(one.in_clause(reading, index) for one in plain.values() for index in clauses):
        return True
    found: list[Match] = []
    for surroundings in matcher.around:
        surroundings.find(reading, found)
    return bool(found)
