"""The GitLab job of `examples/ci`: its lines are run, and the reports it promises hold what they should."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parents[2]
JOB = yaml.safe_load((ROOT / "examples" / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))["coach"]
REPORTS = JOB["artifacts"]["reports"]


@pytest.fixture
def run(shell, repository):
    def call():
        return shell("\n".join(JOB["script"]), {**JOB["variables"], "CI_PROJECT_DIR": str(repository)})

    return call


def test_findings_fail_the_job_and_both_reports_are_there(run, add_bad, repository):
    add_bad()
    done = run()
    assert done.returncode == 1, done.stderr
    entries = json.loads((repository / REPORTS["codequality"]).read_text(encoding="utf-8"))
    assert {"path": "话术/差 的.csv", "lines": {"begin": 2}} in [entry["location"] for entry in entries]
    assert all(
        {"description", "check_name", "fingerprint", "severity", "location"} <= entry.keys() for entry in entries
    )
    suites = ElementTree.parse(repository / REPORTS["junit"]).getroot()
    assert len(suites.findall(".//testcase")) == 2
    assert len([case for case in suites.iter("testcase") if case.find("failure") is not None]) == 1


def test_a_good_library_passes_with_empty_reports(run, repository):
    assert run().returncode == 0
    assert json.loads((repository / REPORTS["codequality"]).read_text(encoding="utf-8")) == []
    assert not list(ElementTree.parse(repository / REPORTS["junit"]).getroot().iter("failure"))


def test_the_reports_are_kept_when_the_job_fails():
    assert JOB["artifacts"]["when"] == "always"


def test_it_installs_from_the_variable_that_says_where_the_coach_is(shell, tmp_path):
    asked = tmp_path / "asked"
    fake = 'python() { printf "%s\\n" "$@" >> "$ASKED"; }\n'
    activate = tmp_path / "reply-coach" / "bin" / "activate"
    activate.parent.mkdir(parents=True)
    activate.write_text("")
    env = {**JOB["variables"], "ASKED": str(asked), "TMPDIR": str(tmp_path)}
    done = shell(fake + "\n".join(JOB["before_script"]), env)
    assert done.returncode == 0, done.stderr
    assert asked.read_text().splitlines()[:3] == ["-m", "venv", str(tmp_path / "reply-coach")]
    assert asked.read_text().splitlines()[-1] == JOB["variables"]["COACH_SOURCE"]
