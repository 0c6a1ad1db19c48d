"""The version is the same wherever it is written."""

import re
import tomllib
from pathlib import Path

import coach

ROOT = Path(__file__).parents[2]
RELEASE = re.compile(r"^## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def declared_version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def releases() -> list[tuple[str, str]]:
    return RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def test_the_newest_release_in_the_changelog_is_the_version():
    version, _ = releases()[0]
    assert version == declared_version()


def test_the_package_knows_its_version():
    assert coach.__version__ == declared_version()


def test_releases_are_dated_newest_first():
    dates = [date for _, date in releases()]
    assert dates == sorted(dates, reverse=True)
