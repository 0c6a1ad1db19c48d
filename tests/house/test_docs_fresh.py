"""Generated pages say what the program says."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from coach.apps.cli.main import COMMANDS

GENERATOR = Path(__file__).with_name("regenerate_docs.py")
PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


@pytest.fixture(scope="module")
def generated() -> str:
    return runpy.run_path(str(GENERATOR))["cli_page"]()


def test_the_page_of_the_command_line_is_fresh(generated: str):
    assert PAGE.read_text(encoding="utf-8") == generated, "run: python tests/house/regenerate_docs.py"


@pytest.mark.parametrize("command", [*COMMANDS, "pack test"])
def test_every_command_has_its_section(generated: str, command: str):
    section = generated.split(f"## `coach {command}`\n")[1].split("\n## ")[0]
    assert f"Usage: coach {command}" in section
    assert "--help" in section


def test_a_section_is_what_help_prints(generated: str):
    asked = [sys.executable, "-W", "ignore", "-m", "coach", "check", "--help"]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", env={"COLUMNS": "200", "PYTHONUTF8": "1"})
    assert f"```text\n{done.stdout.rstrip()}\n```" in generated
