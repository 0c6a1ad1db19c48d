"""Rule, signal and lexicon files."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from coach.files.schema.checks import Check
from coach.files.schema.conditions import (
    Condition,
    Context,
    Dimension,
    LexiconWord,
    Patterns,
    ProvenCondition,
    Rewrite,
    Severity,
    Strict,
    Text,
)

_MARKS: Final = re.compile("^[^⟦⟧]*(⟦[^⟦⟧]+⟧[^⟦⟧]*)?$", re.DOTALL)


class Example(Strict):
    """One example: `flag` (with `better`) or `quiet`."""

    flag: Text | None = None
    quiet: Text | None = None
    better: Text | None = None
    context: Context | None = None
    earlier: list[Text] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Example:
        if (self.flag is None) == (self.quiet is None):
            raise PydanticCustomError("coach", "一个例子要么是 flag，要么是 quiet")
        if self.quiet and (self.better or "⟦" in self.quiet):
            raise PydanticCustomError("coach", "quiet 例子不写 better，也不标 ⟦⟧")
        if self.flag and not _MARKS.match(self.flag):
            raise PydanticCustomError("coach", "⟦ ⟧ 要成对，一个例子里只标一处")
        return self


class Suggestion(Strict):
    """One entry of `suggest`."""

    rewrite: Rewrite | None = None
    playbook: Literal["action"] | None = None
    over: Literal["match", "clause", "turn", "before", "after"] = "match"
    applicability: Literal["safe", "review", "guide"] | None = None

    @model_validator(mode="after")
    def _blanks_are_guides(self) -> Suggestion:
        if self.rewrite is None and self.playbook is None:
            raise PydanticCustomError("coach", "这里要写 rewrite，或 playbook: action")
        if self.playbook and self.over != "match":
            raise PydanticCustomError("coach", "playbook 自己知道改哪里，不写 over")
        if self.rewrite and "⟨" in self.rewrite and self.applicability in ("safe", "review"):
            raise PydanticCustomError("coach", "有空要填的改写只能是 guide")
        return self


class Rule(Strict):
    """A rule file."""

    guideline: Text
    title: Text | None = None
    dimension: Dimension | None = None
    what: Text | None = None
    why: Text | None = None
    instead: Text | None = None
    source: Text | None = None
    severity: Severity | dict[Severity, Condition | Annotated[list[Condition], Field(min_length=1)]] | None = None
    check: Check
    praise: Literal["true", "half"] | None = None
    context: Context | None = None
    last_message: Context | None = None
    customer_gave: Annotated[list[Literal["order-number", "mobile", "photo"]], Field(min_length=1)] | None = None
    turns: Literal["first", "last"] | None = None
    outgoing: Literal["true"] | None = None
    at_most: Annotated[int, Field(ge=1)] | None = None
    unless: list[ProvenCondition] = []
    only: list[ProvenCondition] = []
    suggest: list[Suggestion] = []
    examples: Annotated[list[Example], Field(min_length=1)]
    aliases: list[Text] = []

    @model_validator(mode="after")
    def _half_are_quiet(self) -> Rule:
        _check_balance(self.examples, proven=self.check.kind == "substitute")
        return self


class RuleInProgress(Rule):
    """A rule that is being written: its examples can be tried before half of them are quiet."""

    @model_validator(mode="after")
    def _half_are_quiet(self) -> RuleInProgress:
        return self


class Signal(Strict):
    """A signal file."""

    any: Patterns
    unless: list[ProvenCondition] = []
    only: list[ProvenCondition] = []
    examples: Annotated[list[Example], Field(min_length=1)]


class Lexicon(Strict):
    """A lexicon file."""

    words: Annotated[list[LexiconWord], Field(min_length=1)]


def _check_balance(examples: list[Example], *, proven: bool) -> None:
    """At least one flagged example, unless the pairs of a map prove themselves; at least half are quiet."""
    flagged = sum(example.flag is not None for example in examples)
    if not flagged and not proven:
        raise PydanticCustomError("coach", "examples 里至少要有一个 flag 例子")
    if flagged > len(examples) - flagged:
        quiet = len(examples) - flagged
        raise PydanticCustomError("coach", f"至少一半例子要是 quiet（现在 flag {flagged} 个，quiet {quiet} 个）")
