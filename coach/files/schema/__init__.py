"""The shape of pack files, as pydantic models; what they accept is plain text, lists and mappings from `marked_yaml`.

The shape only: names, patterns and examples are checked when the pack is compiled and proven.
"""

from coach.files.schema.checks import Absence, Check, Identifier, Measure, Phrase, Repeat, Substitute, Tokens, Whole
from coach.files.schema.conditions import Condition, ProvenCondition, Strict
from coach.files.schema.packs import Guideline, Pack, Profile
from coach.files.schema.playbooks import Playbook, Wordings
from coach.files.schema.rules import Example, Lexicon, Rule, RuleInProgress, Signal, Suggestion
from coach.files.schema.settings import Allowed, Allowlist, PathSettings, Settings

__all__ = [
    "Absence", "Allowed", "Allowlist", "Check", "Condition", "Example", "Guideline", "Identifier", "Lexicon",
    "Measure", "Pack", "PathSettings", "Phrase", "Playbook", "Profile", "ProvenCondition", "Repeat", "Rule",
    "RuleInProgress", "Settings", "Signal", "Strict", "Substitute", "Suggestion", "Tokens", "Whole", "Wordings",
]  # fmt: skip
