"""coach.yaml, and the files of allowlist entries that it may name."""

from __future__ import annotations

import codecs
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from coach.files.schema.conditions import Strict, Text, listed

Listed = Annotated[list[Text], BeforeValidator(listed)]
Threshold = Literal["error", "warning", "info", "never"]
Level = Literal["error", "warning", "info", "off"]


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise PydanticCustomError("coach", "不认识编码“{name}”，例如 utf-8、gb18030、big5", {"name": name}) from None


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise PydanticCustomError("coach", "日期写成 2027-01-31 的样子") from None


Encoding = Annotated[Text, AfterValidator(_known_encoding)]


class Allowed(Strict):
    """One entry of the allowlist."""

    rule: Text
    text: Text
    record: Text | None = None
    path: Text | None = None
    reason: Text
    owner: Text
    expires: Annotated[Text, AfterValidator(_day)] | None = None


class Allowlist(Strict):
    """The entries, as coach.yaml or a file of their own lists them."""

    allowlist: list[Allowed] = []


class PathSettings(Strict):
    """One entry of `overrides`: settings for some paths."""

    paths: Annotated[list[Text], Field(min_length=1), BeforeValidator(listed)]
    profile: Text | None = None
    select: Listed | None = None
    ignore: Listed | None = None
    severity: dict[Text, Level] | None = None
    fail_on: Threshold | None = None
    encoding: Encoding | None = None
    text_column: Text | None = None


def _entries_or_file(value: Any) -> str:
    return "entries" if isinstance(value, list) else "file"


class Feedback(Strict):
    """What is kept of what agents do with findings."""

    texts: Literal["true", "false"] = "false"


class Settings(Strict):
    """coach.yaml."""

    schema_: Literal["1"] = "1"
    packs: Listed | None = None
    profile: Text | None = None
    select: Listed | None = None
    ignore: Listed | None = None
    severity: dict[Text, Level] | None = None
    fail_on: Threshold | None = None
    exclude: Listed | None = None
    encoding: Encoding | None = None
    text_column: Text | None = None
    feedback: Feedback | None = None
    overrides: list[PathSettings] = []
    allowlist: Annotated[
        Annotated[list[Allowed], Tag("entries")] | Annotated[Text, Tag("file")], Discriminator(_entries_or_file)
    ] = []
