"""pack.yaml and guidelines.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from coach.files.schema.conditions import Dimension, Severity, Strict, Text


class Guideline(Strict):
    """One entry of guidelines.yaml; one that is praised has a family, and no severity and no `instead`."""

    title: Text
    pack: Text
    dimension: Dimension
    severity: Severity | None = None
    family: Literal["open", "feel", "solve", "close"] | None = None
    what: Text
    why: Text
    instead: Text | None = None
    source: Text

    @model_validator(mode="after")
    def _faults_or_praises(self) -> Guideline:
        if self.family is None and (self.severity is None or self.instead is None):
            raise PydanticCustomError("coach", "准则要写 severity 和 instead；写亮点的准则要写 family")
        if self.family is not None and (self.severity or self.instead):
            raise PydanticCustomError("coach", "写了 family 的是亮点，不写 severity 和 instead")
        return self


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
    playbooks: list[Text] | None = None


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
    playbooks: list[Text] | None = None
    profiles: dict[Text, Profile] = {}
    segmenter: Segmenter = Segmenter()
    placeholders: list[Placeholder] = []
    override: dict[Text, Override | Literal["off"]] = {}
