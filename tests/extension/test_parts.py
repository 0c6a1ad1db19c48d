"""The parts of the extension that need no browser, and what its files promise."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "extension"
SCRIPTS = sorted(path for path in EXTENSION.rglob("*.js") if "test" not in path.parts)
LONGEST = 300


def test_the_unit_tests_of_the_extension_pass():
    if shutil.which("node") is None:
        pytest.skip("needs node")
    done = subprocess.run(["node", "--test", "test/"], cwd=EXTENSION, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    assert re.search(r"# pass [1-9]", done.stdout)


def test_every_file_that_the_manifest_and_the_pages_name_is_there():
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    named = [
        manifest["background"]["service_worker"],
        manifest["action"]["default_popup"],
        manifest["options_ui"]["page"],
    ]
    named += [*manifest["icons"].values(), *manifest["action"]["default_icon"].values()]
    for page in EXTENSION.rglob("*.html"):
        links = re.findall(r'(?:src|href)="([^"]+)"', page.read_text(encoding="utf-8"))
        named += [(page.parent / link).relative_to(EXTENSION).as_posix() for link in links]
    assert [name for name in named if not (EXTENSION / name).is_file()] == []


def test_no_site_is_allowed_by_installing():
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["host_permissions"] == ["http://127.0.0.1/*", "http://localhost/*"]
    assert "content_scripts" not in manifest
    assert set(manifest["permissions"]) == {"activeTab", "alarms", "scripting", "storage"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(EXTENSION).as_posix())
def test_a_script_is_short_and_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(EXTENSION).as_posix())
def test_texts_never_become_markup_or_code_and_are_never_logged(path):
    text = path.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "console."):
        assert way not in text


def test_one_place_only_opens_connections():
    opening = [
        path.name
        for path in SCRIPTS
        if re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource", path.read_text(encoding="utf-8"))
    ]
    assert opening == ["server.js"]
