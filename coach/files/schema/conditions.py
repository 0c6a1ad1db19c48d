"""Text, patterns and conditions: what the other shapes are made of."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from coach.core.conditions import KEYS

Severity = Literal["error", "warning", "info"]
Dimension = Literal["reliability", "responsiveness", "assurance", "empathy", "tangibles"]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], Field(min_length=1)]


def listed(value: Any) -> Any:
    """One text as a list of it."""
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[Texts, BeforeValidator(listed)]
Alternatives = Annotated[list[Text | Texts], Field(min_length=1), BeforeValidator(listed)]
Context = Annotated[list[Text], BeforeValidator(listed)]


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
    last_message: Context | None = None
    last_message_without: Context | None = None
    asked: Context | None = None
    unasked: Context | None = None
    echoes: Literal["clause", "next-clause", "message", "turn"] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if not any(getattr(self, key.replace("-", "_")) for key in KEYS):
            raise PydanticCustomError("coach", f"这里要写一个条件：{'、'.join(KEYS)}")
        return self


class ProvenCondition(Condition):
    """A condition with the text that proves it: reported without the condition, quiet with it."""

    quiet: Text
    quiet_context: Context | None = None
    quiet_earlier: list[Text] | None = None


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


Patterns = Annotated[list[Text | PatternEntry], Field(min_length=1), BeforeValidator(listed)]
