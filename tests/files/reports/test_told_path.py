"""Paths are told so that another machine finds the file."""

import pytest

from coach.files.reports.told_path import told_path, uri


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path, monkeypatch):
    (tmp_path / "repo" / "libs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "libs")


@pytest.mark.parametrize(
    ("path", "told", "encoded"),
    [
        ("a.txt", "a.txt", "a.txt"),
        ("./深/../a b.txt", "a b.txt", "a%20b.txt"),
        ("话术.txt", "话术.txt", "%E8%AF%9D%E6%9C%AF.txt"),
        ("a#b?c%20:.txt", "a#b?c%20:.txt", "a%23b%3Fc%2520%3A.txt"),
        ("\udcff.txt", "\udcff.txt", "%FF.txt"),
    ],
    ids=ascii,
)
def test_from_the_working_folder(path: str, told: str, encoded: str):
    assert told_path(path) == told
    assert uri(path) == encoded


def test_from_the_folder_of_the_build(tmp_path):
    assert told_path("a.txt", str(tmp_path / "repo")) == "libs/a.txt"
    assert told_path("../b.txt", str(tmp_path / "repo")) == "b.txt"
    (tmp_path / "link").symlink_to(tmp_path / "repo")
    assert told_path("a.txt", str(tmp_path / "link")) == "libs/a.txt"


def test_a_file_elsewhere_has_its_whole_path(tmp_path):
    assert told_path(str(tmp_path / "a.txt")) == (tmp_path / "a.txt").as_posix()
    assert uri(str(tmp_path / "a b.txt")) == f"file://{tmp_path.as_posix()}/a%20b.txt"
