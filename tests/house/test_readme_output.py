"""What the READMEs show is what the commands print: every ```console block is run, word for word."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "README.zh-CN.md"]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
LEFT_OUT = "…"


@pytest.fixture(scope="module", params=PAGES)
def page(request, tmp_path_factory):
    """A page's text, and a folder with everything that it tells the reader to make."""
    text = (ROOT / request.param).read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("reader")
    (folder / "examples").symlink_to(ROOT / "examples")
    shims = tmp_path_factory.mktemp("bin")
    for name, arguments in (("coach", "-m coach"), ("python", "")):
        shim = shims / name
        shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments} "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    environment = {**os.environ, "PATH": f"{shims}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment |= {"COLUMNS": "80", "NO_COLOR": "1"}
    for made in re.findall(r"```sh\n(mkdir .*?)```", text, re.DOTALL):
        subprocess.run(["bash", "-c", made], cwd=folder, env=environment, check=True)
    (folder / "example.py").write_text(
        re.findall(r"```python\n(import coach.*?)```", text, re.DOTALL)[0], encoding="utf-8"
    )
    lines = re.findall(r'^\{"id".*\}$', text, re.MULTILINE)
    (folder / "chat.jsonl").write_text("\n".join(line.strip() for line in lines) + "\n", encoding="utf-8")
    return text, folder, environment


def test_every_console_block_is_what_the_command_prints(page):
    text, folder, environment = page
    shown = [(command, output) for block in BLOCK.findall(text) for command, output in _commands(block)]
    assert len(shown) >= 5
    for command, expected in shown:
        printed = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        ).stdout.strip("\n")
        for part in re.split(rf"^{LEFT_OUT}$", expected, flags=re.MULTILINE):
            assert part.strip("\n") in printed, f"$ {command}\nnow prints:\n{printed}"
        if LEFT_OUT not in expected.split("\n"):
            assert printed == expected.strip("\n"), f"$ {command}"


def _commands(block):
    parts = COMMAND.split(block)[1:]
    return zip(parts[::2], parts[1::2], strict=True)
