"""The hook for pre-commit: which files it takes, and what comes of them, with pre-commit itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from coach.files.inputs import OURS
from coach.files.readers import SUFFIXES

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
EXAMPLE = ROOT / "examples" / "ci" / "pre-commit-config.yaml"
[HOOK] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
[REPO] = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["repos"]


def is_taken(path: str) -> bool:
    return not re.search(HOOK["exclude"], path)


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".CSV"])
def test_all_that_a_reader_knows_is_taken(suffix):
    assert is_taken(f"话术/售后 一{suffix}")


@pytest.mark.parametrize(
    "path",
    [
        *sorted(OURS),
        "话术/coach.yaml",
        "图.png",
        "a.py",
        "LICENSE",
        ".github/workflows/a.yml",
        "话术/.旧.csv",
        "~$售后.xlsx",
    ],
)
def test_what_is_no_library_is_left_out(path):
    assert not is_taken(path)


def test_marked_copies_and_packs_are_left_out():
    assert not is_taken("话术/售后.checked.xlsx")
    assert not is_taken("our-pack/pack.yaml")


@pytest.mark.parametrize(("command", "path"), [("validate-manifest", MANIFEST), ("validate-config", EXAMPLE)])
def test_pre_commit_takes_the_files(command, path):
    done = subprocess.run([sys.executable, "-m", "pre_commit", command, str(path)], capture_output=True)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def run(shell, repository):
    """`pre-commit run --all-files` with the example's settings; the hook is the one here, already installed."""
    [told] = REPO["hooks"]
    assert told["id"] == HOOK["id"]
    local = {**HOOK, **told, "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")

    def call():
        return shell(f"git add --all\n'{sys.executable}' -m pre_commit run --all-files --color never")

    return call


def test_a_good_library_passes_and_what_stands_beside_it_is_not_read(run):
    done = run()
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_a_finding_stops_the_commit_and_says_why(run, add_bad):
    add_bad()
    done = run()
    assert done.returncode == 1, done.stderr
    assert "- exit code: 1" in done.stdout
    assert "话术/差 的.csv" in done.stdout
    assert "尽快" in done.stdout


def test_only_the_named_folder_is_read(run, add_bad):
    add_bad("别处.csv")
    assert run().returncode == 0
