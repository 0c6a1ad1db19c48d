"""Globs as .gitignore writes them."""

import pytest

from coach.files.globs import matches


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.txt", "a.txt"),
        ("*.txt", "lib/deep/a.txt"),
        ("lib", "lib/a.txt"),
        ("lib/", "lib/a.txt"),
        ("old", "lib/old/a.txt"),
        ("lib/*.txt", "lib/a.txt"),
        ("./lib/*.txt", "lib/a.txt"),
        ("/a.txt", "a.txt"),
        ("lib/**", "lib/deep/a.txt"),
        ("**/a.txt", "a.txt"),
        ("lib/**/a.txt", "lib/a.txt"),
        ("lib/**/a.txt", "lib/x/y/a.txt"),
        ("话术?.csv", "话术1.csv"),
        ("[ab].txt", "b.txt"),
        ("[!ab].txt", "c.txt"),
        ("归档/**", "归档/2025/旧.xlsx"),
    ],
)
def test_a_path_that_matches(glob: str, path: str):
    assert matches(path, [glob])


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.txt", "a.txt.bak"),
        ("lib/*.txt", "lib/deep/a.txt"),
        ("lib/*.txt", "my/lib/a.txt"),
        ("/a.txt", "lib/a.txt"),
        ("lib", "library/a.txt"),
        ("?.txt", "ab.txt"),
        ("[!ab].txt", "a.txt"),
        ("a.c", "abc"),
    ],
)
def test_a_path_that_does_not(glob: str, path: str):
    assert not matches(path, [glob])
