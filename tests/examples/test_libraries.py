"""The example library says the same in every format."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

import coach
from coach.files.checked import Checked
from coach.files.checking import check_records
from coach.files.inputs import read_paths
from coach.files.records import Record

FOLDER = Path(__file__).parents[2] / "examples" / "libraries"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def mine() -> coach.Coach:
    return coach.load()


@pytest.fixture(scope="module")
def said(mine):
    def call(name: str) -> list[tuple[object, ...]]:
        found = list(check_records(mine, read_paths([str(FOLDER / name)])))
        assert all(isinstance(one, Checked) for one in found), [one for one in found if not isinstance(one, Checked)]
        return [
            (one.record.text, finding.rule, finding.severity, finding.span, finding.fingerprint)
            for one in found
            for finding in one.turns[0].result.findings
        ]

    return call


def test_every_format_is_there():
    suffixes = {Path(name).suffix for name in FILES}
    assert suffixes >= {".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".yaml", ".md", ".txt"}


@pytest.mark.parametrize("name", FILES)
def test_sixty_responses(name: str):
    found = list(read_paths([str(FOLDER / name)]))
    assert len(found) == 60
    assert all(isinstance(one, Record) and one.text for one in found)


@pytest.mark.parametrize("name", [name for name in FILES if name != "library.yaml"])
def test_the_same_findings(said, name: str):
    assert said(name) == said("library.yaml")
    assert len(said(name)) > 40


def test_the_files_are_what_the_script_writes():
    spec = spec_from_file_location("regenerate_libraries", Path(__file__).parent / "regenerate_libraries.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    for name, write in made.FORMATS.items():
        if not name.endswith(".xlsx"):  # holds the time at which it was written
            assert write(made.rows()) == (FOLDER / name).read_bytes(), f"{name}: python {made.__file__}"
