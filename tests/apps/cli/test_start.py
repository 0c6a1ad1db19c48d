"""A quiet check starts light: what takes long to import is imported only when it is met."""

import json

import pytest

HEAVY = {
    "jieba",
    "spacy",
    "pydantic",
    "yaml",
    "opencc",
    "openpyxl",
    "python_calamine",
    "fastapi",
    "starlette",
    "uvicorn",
}
QUIET = "您好，我来帮您看看"


def imported(err: str) -> set[str]:
    """The top-level modules that `-X importtime` names."""
    lines = [line.rsplit("|", 1)[1].strip() for line in err.splitlines() if line.startswith("import time:")]
    return {line.split(".")[0] for line in lines}


@pytest.fixture
def warm(run_alone) -> None:
    """The compiled rulebook is in the cache."""
    run_alone("check", "--text", QUIET)


@pytest.mark.usefixtures("warm")
def test_a_quiet_check_imports_nothing_heavy(run_alone):
    done = run_alone("check", "--text", QUIET, python=("-X", "importtime"))
    modules = imported(done.err)
    assert "都很好" in done.out
    assert "coach" in modules
    assert not HEAVY & modules


@pytest.mark.usefixtures("warm")
def test_a_check_of_a_reply_that_holds_a_trigger_word_but_no_fault_is_as_light(run_alone):
    text = "能不能请您提供一下订单号？我马上帮您查"
    done = run_alone("check", "--text", text, python=("-X", "importtime"))
    modules = imported(done.err)
    assert "都很好" in done.out
    assert not HEAVY & modules


def test_help_is_light(run_alone):
    done = run_alone("--help", python=("-X", "importtime"))
    modules = imported(done.err)
    assert done.code == 0
    assert not HEAVY & modules


def test_importing_the_package_is_light(run_alone):
    done = run_alone("--version", python=("-X", "importtime"))
    modules = imported(done.err)
    assert not HEAVY & modules


@pytest.mark.usefixtures("warm")
def test_a_fault_needs_neither_spacy_nor_yaml(run_alone):
    done = run_alone("check", "--text", "我不能退货", "--format", "json", python=("-X", "importtime"))
    assert json.loads(done.out)["summary"]["findings"] > 0
    modules = imported(done.err)
    assert not {"spacy", "pydantic", "yaml"} & modules
