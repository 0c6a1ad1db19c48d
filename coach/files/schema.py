"""The shape of pack files, as pydantic models; what they accept is plain text, lists and mappings from `marked_yaml`.

The shape only: names, patterns and examples are checked when the pack is compiled and proven.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from coach.core.conditions import KEYS

Severity = Literal["error", "warning", "info"]
Dimension = Literal["reliability", "responsiveness", "assurance", "empathy", "tangibles"]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], Field(min_length=1)]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[Texts, BeforeValidator(_listed)]
Alternatives = Annotated[list[Text | Texts], Field(min_length=1), BeforeValidator(_listed)]
Context = Annotated[list[Text], BeforeValidator(_listed)]


def _plain(word: str) -> str:
    if not re.fullmatch(r"<[^<>\s]+>|[^()|?<>~{}^$\s]+", word):
        raise PydanticCustomError("coach", f"“{word}”：词表里只写词，或 <另一个词表>，不写模式")
    return word


LexiconWord = Annotated[Text, AfterValidator(_plain)]


def _paired(text: str) -> str:
    if re.search(r"[{}⟨⟩]", re.sub(r"\{\w+\}|⟨[^⟨⟩]+⟩", "", text)):
        raise PydanticCustomError("coach", "{ } 和 ⟨ ⟩ 要成对，里面要有字")
    return text


Rewrite = Annotated[str, AfterValidator(_paired)]


class Strict(BaseModel):
    """No unknown keys; hyphens in files, underscores here."""

    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.rstrip("_").replace("_", "-"))


class Condition(Strict):
    """One entry of `unless`, `only` or `severity`."""

    overlaps: OneOrMore | None = None
    before: OneOrMore | None = None
    after: OneOrMore | None = None
    scope: Literal["clause", "next-clause", "message", "turn"] | None = None
    inside: Text | None = None
    clause: Text | None = None
    subject: Literal["customer", "house"] | None = None
    turn: Alternatives | None = None
    turn_without: Alternatives | None = None
    context: Context | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if not any(getattr(self, key.replace("-", "_")) for key in KEYS):
            raise PydanticCustomError("coach", f"这里要写一个条件：{'、'.join(KEYS)}")
        return self


class ProvenCondition(Condition):
    """A condition with the text that proves it: reported without the condition, quiet with it."""

    quiet: Text
    quiet_context: Context | None = None


class PatternEntry(Strict):
    """A pattern excused from examples, or a regular expression."""

    pattern: Text | None = None
    regex: Text | None = None
    untested: Text | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> PatternEntry:
        if (self.pattern is None) == (self.regex is None):
            raise PydanticCustomError("coach", "这里要写 pattern 或 regex，写一个")
        return self


Patterns = Annotated[list[Text | PatternEntry], Field(min_length=1), BeforeValidator(_listed)]


class Need(Strict):
    """A need with exceptions."""

    is_: OneOrMore
    unless: list[Condition] = []


class Phrase(Strict):
    """`kind: phrase`."""

    kind: Literal["phrase"]
    any: Patterns
    edge: Literal["word"] | None = None


class Absence(Strict):
    """`kind: absence`."""

    kind: Literal["absence"]
    when: Patterns | None = None
    need: Annotated[list[Text | Need], Field(min_length=1)]
    look: Literal["turn", "clause", "other-clauses", "before", "after"] = "turn"


class Substitute(Strict):
    """`kind: substitute`."""

    kind: Literal["substitute"]
    map: Annotated[dict[Text, str], Field(min_length=1)]
    applicability: Literal["safe", "review", "guide"] = "review"


class Whole(Strict):
    """`kind: whole`."""

    kind: Literal["whole"]
    each_clause: Patterns
    mark: Patterns


class Measure(Strict):
    """`kind: measure`."""

    kind: Literal["measure"]
    of: Text
    in_: Literal["turn", "message", "sentence", "run"]
    more_than: Annotated[int, Field(ge=0)]


class Tokens(Strict):
    """`kind: tokens`."""

    kind: Literal["tokens"]
    any: Annotated[list[list[dict[str, Any]]], Field(min_length=1)]
    near: Texts


Check = Annotated[Phrase | Absence | Substitute | Whole | Measure | Tokens, Field(discriminator="kind")]
_MARKS: Final = re.compile("^[^⟦⟧]*(⟦[^⟦⟧]+⟧[^⟦⟧]*)?$", re.DOTALL)


class Example(Strict):
    """One example: `flag` (with `better`) or `quiet`."""

    flag: Text | None = None
    quiet: Text | None = None
    better: Text | None = None
    context: Context | None = None

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

    rewrite: Rewrite
    over: Literal["match", "clause", "turn"] = "match"
    applicability: Literal["safe", "review", "guide"] | None = None

    @model_validator(mode="after")
    def _blanks_are_guides(self) -> Suggestion:
        if "⟨" in self.rewrite and self.applicability in ("safe", "review"):
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
    context: Context | None = None
    unless: list[ProvenCondition] = []
    only: list[ProvenCondition] = []
    suggest: list[Suggestion] = []
    examples: Annotated[list[Example], Field(min_length=1)]
    aliases: list[Text] = []

    @model_validator(mode="after")
    def _half_are_quiet(self) -> Rule:
        _check_balance(self.examples, proven=self.check.kind == "substitute")
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


class Guideline(Strict):
    """One entry of guidelines.yaml."""

    title: Text
    pack: Text
    dimension: Dimension
    severity: Severity
    what: Text
    why: Text
    instead: Text
    source: Text


class Placeholder(Strict):
    """One entry of `placeholders`."""

    name: Annotated[str, Field(min_length=1, max_length=8)]
    type: Literal["person", "time", "number", "order", "other"]


class Segmenter(Strict):
    """Words for jieba."""

    add: list[Text] = []


class Override(Strict):
    """A change to another pack's rule."""

    severity: Severity


class Profile(Strict):
    """Named settings for a channel or brand."""

    title: Text | None = None
    select: list[Text] = []
    ignore: list[Text] = []


class Pack(Strict):
    """pack.yaml."""

    schema_: Literal["1"] = "1"
    name: Annotated[str, Field(pattern=r"^[a-z0-9\u4e00-\u9fff][a-z0-9\u4e00-\u9fff-]*$")]
    title: Text | None = None
    version: Text | None = None
    language: Literal["zh"] = "zh"
    engine: Annotated[str, Field(pattern=r"^>=\d+(\.\d+){0,2}$")] | None = None
    authors: list[Text] = []
    license: Text | None = None
    default: Literal["on", "off"] = "on"
    extends: list[Text] = []
    profiles: dict[Text, Profile] = {}
    segmenter: Segmenter = Segmenter()
    placeholders: list[Placeholder] = []
    override: dict[Text, Override | Literal["off"]] = {}


def _check_balance(examples: list[Example], *, proven: bool) -> None:
    """At least one flagged example, unless the pairs of a map prove themselves; at least half are quiet."""
    flagged = sum(example.flag is not None for example in examples)
    if not flagged and not proven:
        raise PydanticCustomError("coach", "examples 里至少要有一个 flag 例子")
    if flagged > len(examples) - flagged:
        quiet = len(examples) - flagged
        raise PydanticCustomError("coach", f"至少一半例子要是 quiet（现在 flag {flagged} 个，quiet {quiet} 个）")
