"""What is in the repository holds on every machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Written in parts, so that this file may be looked at too.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("registry", "yarnpkg"),
        ("deb", "debian"),
        ("proxy", "golang"),
    )
]
HOME = re.compile(r"(?<![\w.:/~$}-])/(?:home|root|work|Users)/\w")


def own_texts() -> dict[str, str]:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = filter(None, listing.stdout.decode().split("\0"))
    texts = {name: text(ROOT / name) for name in names if (ROOT / name).is_file()}
    assert "pyproject.toml" in texts
    return texts


def text(path: Path) -> str:
    """The file's text; a picture or an archive has none that matters here."""
    return path.read_bytes().decode("utf-8", errors="ignore")


def test_no_file_names_a_package_registry():
    found = [(name, host) for name, content in own_texts().items() for host in REGISTRIES if host in content]
    assert not found, "install by package name; the machine knows where from"


def test_no_file_names_a_place_on_one_machine():
    found = [(name, match[0]) for name, content in own_texts().items() for match in HOME.finditer(content)]
    assert not found, "a path that exists on one machine only"


def test_continuous_integration_runs_make_test_and_nothing_else():
    lines = text(ROOT / ".ci" / "run").splitlines()
    assert lines[-1] == "CI=1 make test"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111, ".ci/run must be executable"
