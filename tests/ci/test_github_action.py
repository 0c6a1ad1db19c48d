"""`action.yml`: its scripts are run as GitHub runs them; nothing the caller writes becomes a command."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
EXAMPLE = yaml.safe_load((ROOT / "examples" / "ci" / "github.yml").read_text(encoding="utf-8"))
SCHEMA = ROOT / "tests" / "data" / "sarif" / "sarif-2.1.0.json"
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


def filled(step: str, known: dict[str, str]) -> dict[str, str]:
    """The environment of a step, its expressions filled in; KeyError for one that is not known."""
    return {name: EXPRESSION.sub(lambda found: known[found[1]], text) for name, text in STEPS[step]["env"].items()}


@pytest.fixture
def check(shell, coach_program, repository, tmp_path):
    """Run the step that checks, with these inputs."""

    def run(**inputs: str):
        given = {name: str(told.get("default", "")) for name, told in ACTION["inputs"].items()} | inputs
        known = {f"inputs.{name}": text for name, text in given.items()}
        known["steps.install.outputs.coach"] = str(coach_program)
        runner = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(repository),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        }
        return shell(STEPS["check"]["run"], {**runner, **filled("check", known)})

    return run


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_no_script_holds_an_expression(step):
    assert "${{" not in step.get("run", "")


def test_every_script_names_its_shell():
    assert all(step["shell"] == "bash" for step in STEPS.values() if "run" in step)
    assert [name for name, step in STEPS.items() if "run" in step] == ["install", "check"]


def test_what_is_installed_is_the_checkout_of_the_action(shell, tmp_path):
    # A Python whose venv holds a Python that only writes down what it is asked for.
    python = tmp_path / "base" / "python"
    python.parent.mkdir()
    python.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nprintf \'#!/bin/sh\\nprintf "%%s\\\\n" "$@" > "$ASKED"\\n\' > "$3/bin/python"\n'
        'chmod +x "$3/bin/python"\n'
    )
    python.chmod(0o755)
    known = {
        "github.action_path": "/actions/the coach",
        "steps.python.outputs.python-path": str(python),
        "runner.temp": str(tmp_path / "runner temp"),
    }
    told, asked = tmp_path / "output", tmp_path / "asked"
    done = shell(STEPS["install"]["run"], {**filled("install", known), "GITHUB_OUTPUT": str(told), "ASKED": str(asked)})
    assert done.returncode == 0, done.stderr
    assert asked.read_text().splitlines()[:3] == ["-m", "pip", "install"]
    assert asked.read_text().splitlines()[-1] == "/actions/the coach"
    assert told.read_text() == f"coach={tmp_path}/runner temp/reply-coach/bin/coach\n"


def test_a_good_library_passes(check):
    done = check(paths="话术/好.csv")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_finding_fails_the_step_with_an_annotation_and_a_report(check, add_bad, repository, tmp_path):
    add_bad()
    done = check(paths="话术\n", sarif="reports/coach.sarif")
    assert done.returncode == 1
    assert re.search(r"^::warning file=话术/差 的\.csv,line=2,.*尽快", done.stdout, re.MULTILINE)
    assert "尽快" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    document = json.loads((repository / "reports" / "coach.sarif").read_text(encoding="utf-8"))
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert "ownership/vague-time" in {result["ruleId"] for result in document["runs"][0]["results"]}


def test_paths_stand_one_a_line_and_may_hold_spaces(check, add_bad):
    add_bad()
    assert check(paths="话术/好.csv\n\n话术/差 的.csv").returncode == 1
    assert check(paths="话术/差").returncode == 2


def test_options_are_handed_on(check, add_bad):
    add_bad()
    assert check(paths="话术", args="--fail-on error").returncode == 0
    assert check(paths="话术", args="--fail-on\n  error --ignore vague-time").returncode == 0
    assert check(paths="话术", args="--no-such-option").returncode == 2


def test_without_paths_it_says_what_is_missing(check):
    done = check(paths="\n  \n".strip())
    assert (done.returncode, done.stdout) == (
        2,
        "::error::没有说检查什么：请在 paths 里写上话术文件或文件夹，一行一个\n",
    )


@pytest.mark.parametrize("name", ["paths", "args", "sarif"])
@pytest.mark.parametrize("hostile", ["$(touch hit)", "`touch hit`", "; touch hit #", '" ; touch hit ; "'])
def test_inputs_are_never_commands(check, repository, name, hostile):
    check(**{"paths": "话术/好.csv", name: hostile})
    assert not (repository / "hit").exists()


def test_a_path_is_never_an_option(check, repository):
    done = check(paths="--report=json=hit.json\n话术/好.csv")
    assert done.returncode == 2
    assert not (repository / "hit.json").exists()


def test_stars_in_options_stay_stars(check, add_bad):
    add_bad()
    assert check(paths="话术", args="--exclude *.csv --exclude 话术/*").returncode == 0


class TestExample:
    @property
    def steps(self):
        return EXAMPLE["jobs"]["coach"]["steps"]

    def test_gives_inputs_that_there_are(self, check, add_bad, repository):
        [step] = [step for step in self.steps if "reply-coach" in step["uses"]]
        assert step["with"].keys() <= ACTION["inputs"].keys()
        assert check(**step["with"]).returncode == 0
        add_bad()
        assert check(**step["with"]).returncode == 1
        assert (repository / step["with"]["sarif"]).is_file()

    def test_uploads_the_report_that_was_written_with_the_right_to_do_so(self):
        check, upload = self.steps[-2:]
        assert upload["with"]["sarif_file"] == check["with"]["sarif"]
        assert f"hashFiles('{check['with']['sarif']}')" in upload["if"]
        assert EXAMPLE["permissions"] == {"contents": "read", "security-events": "write"}


def test_the_usual_python_is_one_that_the_coach_runs_on():
    usual = ACTION["inputs"]["python-version"]["default"]
    assert tuple(map(int, usual.split("."))) >= (3, 11)
