"""Nothing is half done: what has a name has its rule, examples, scenarios and page."""

import re
from pathlib import Path

import pytest
import yaml

import coach
from coach.core.checks import KINDS
from coach.core.conditions import KEYS
from coach.core.language.folding import is_traditional
from coach.files import schema
from coach.files.readers import READERS
from coach.files.reports.report import REPORTS

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
SCENARIO = re.compile(r"^\s*场景(?:大纲)?[:：]", re.MULTILINE)


def load_yaml(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


PACKS = {load_yaml(path)["name"] for path in RULES.glob("*/pack.yaml")}
GUIDELINES = {
    name: guideline for name, guideline in load_yaml(RULES / "guidelines.yaml").items() if guideline["pack"] in PACKS
}
RULE_FILES = [
    path
    for folder in sorted(RULES.iterdir())
    if (folder / "pack.yaml").is_file() and folder.name not in ("language", "playbooks")
    for path in sorted(folder.rglob("*.yaml"))
    if path.name not in ("pack.yaml", "guidelines.yaml")
    and path.relative_to(folder).parts[0] not in ("signals", "lexicons", "playbooks")
]
PACKS_PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")


def rules_of(guideline: str) -> list[dict]:
    return [rule for rule in map(load_yaml, RULE_FILES) if rule["guideline"] == guideline]


def rows(page: str) -> set[str]:
    """The words in code marks in the first cell of each table row."""
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return {word.split(":")[0] for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_there_are_packs_guidelines_and_rules():
    assert len(PACKS) >= 3
    assert len(GUIDELINES) >= 15
    assert len(RULE_FILES) >= len(GUIDELINES)


@pytest.mark.parametrize("name", GUIDELINES)
class TestEveryGuideline:
    def test_has_one_feature_file_of_three_to_six_scenarios(self, name: str):
        files = list((ROOT / "features").rglob(f"{name}.feature"))
        assert len(files) == 1, f"features/{GUIDELINES[name]['pack']}/{name}.feature is needed, once"
        assert files[0].parent.name == GUIDELINES[name]["pack"]
        assert 3 <= len(SCENARIO.findall(files[0].read_text(encoding="utf-8"))) <= 6

    def test_is_named_in_its_feature_file(self, name: str):
        [file] = (ROOT / "features").rglob(f"{name}.feature")
        text = file.read_text(encoding="utf-8")
        step = "应表扬" if "family" in GUIDELINES[name] else "应报告"
        assert f'{step} "{name}"' in text.replace(f'不{step} "{name}"', "")
        assert f'不{step} "{name}"' in text or "不应报告任何问题" in text

    def test_has_a_rule(self, name: str):
        assert rules_of(name)

    @pytest.mark.parametrize("key", ["flag", "quiet"])
    def test_has_examples_in_both_scripts(self, name: str, key: str):
        texts = [example[key] for rule in rules_of(name) for example in rule["examples"] if key in example]
        assert any(is_traditional(text) for text in texts), f"no {key} example in Traditional characters"
        assert any(not is_traditional(text) for text in texts), f"no {key} example in Simplified characters"

    def test_says_everything(self, name: str):
        own = ("family",) if "family" in GUIDELINES[name] else ("severity", "instead")
        for key in ("title", "dimension", "what", "why", "source", *own):
            assert GUIDELINES[name][key].strip()


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.relative_to(RULES).with_suffix("").as_posix())
class TestEveryRule:
    def test_breaks_a_guideline_that_exists(self, path: Path):
        assert load_yaml(path)["guideline"] in GUIDELINES

    def test_has_a_name_of_small_letters(self, path: Path):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)

    def test_has_a_better_text_where_it_flags(self, path: Path):
        rule = load_yaml(path)
        assert "praise" in rule or any("better" in example for example in rule["examples"])


def test_every_feature_file_belongs_to_a_guideline_or_to_the_program():
    known = GUIDELINES.keys()
    program = {"files", "cli", "web", "playbook"}
    stray = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "features").rglob("*.feature")
        if path.stem not in known and path.relative_to(ROOT / "features").parts[0] not in program
    ]
    assert not stray


class TestEveryKind:
    def test_has_a_schema(self):
        fields = {model.model_fields["kind"].annotation.__args__[0] for model in _check_models()}
        assert fields == set(KINDS)

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_a_row_in_the_reference(self, kind: str):
        assert kind in rows(PACKS_PAGE)

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_a_module_and_tests_of_its_own(self, kind: str):
        assert (ROOT / "coach" / "core" / "checks" / f"{kind}.py").is_file()
        assert (ROOT / "tests" / "core" / "checks" / f"test_{kind}.py").is_file()

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_its_keys_in_the_reference(self, kind: str):
        [model] = [one for one in _check_models() if one.model_fields["kind"].annotation.__args__[0] == kind]
        row = next(line for line in PACKS_PAGE.splitlines() if line.startswith(f"| `{kind}`"))
        keys = {str(field.alias) for field in model.model_fields.values()} - {"kind"}
        assert {key for key in keys if f"`{key}`" not in row} == set()


def _check_models() -> list[type[schema.Strict]]:
    return [
        model
        for model in vars(schema).values()
        if isinstance(model, type) and issubclass(model, schema.Strict) and "kind" in model.model_fields
    ]


class TestEveryCondition:
    def test_has_a_schema(self):
        assert {str(field.alias) for field in schema.Condition.model_fields.values()} - {"scope"} == set(KEYS)

    @pytest.mark.parametrize("key", KEYS)
    def test_has_a_row_in_the_reference(self, key: str):
        assert key in rows(PACKS_PAGE)


def test_every_reader_has_tests_of_its_own():
    modules = {module.rsplit(".", 1)[1] for module, _ in READERS.values()}
    assert modules
    assert all((ROOT / "tests" / "files" / "readers" / f"test_{module}.py").is_file() for module in modules)


def test_every_report_has_tests_of_its_own_and_a_row_in_the_reference():
    modules = {module.rsplit(".", 1)[1] for module, _ in REPORTS.values()}
    assert modules
    assert all((ROOT / "tests" / "files" / "reports" / f"test_{module}.py").is_file() for module in modules)
    assert rows((ROOT / "docs" / "reports.md").read_text(encoding="utf-8")) >= REPORTS.keys()


class TestPublicNames:
    def test_are_exactly_these(self):
        assert coach.__all__ == [
            "Coach",
            "CoachError",
            "Conversation",
            "Finding",
            "Message",
            "Result",
            "Suggestion",
            "__version__",
            "load",
        ]

    def test_exist_and_say_what_they_are(self):
        for name in coach.__all__:
            assert getattr(coach, name).__doc__

    def test_nothing_else_is_there(self):
        with pytest.raises(AttributeError, match="nothing"):
            _ = coach.nothing

    def test_the_docstring_is_an_example_that_runs(self):
        example = coach.__doc__.split("\n\n", 1)[1]
        names: dict[str, object] = {}
        exec(example, names)
        assert names["result"].findings
        assert "import coach" in example
