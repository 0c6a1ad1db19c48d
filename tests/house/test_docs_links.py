"""A link inside the documentation leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
FRONT = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")]
PAGES = [*FRONT, *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(\s*<?([^()\s>]+)>?[^()]*\)|^\s*\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


def links(markdown: str) -> list[str]:
    """The relative links of a page, without the part after #."""
    found = [inline or reference for inline, reference in LINK.findall(CODE.sub("", markdown))]
    return [unquote(link.split("#")[0]) for link in found if not ELSEWHERE.match(link)]


def target(page: Path, link: str) -> Path:
    return ROOT / link.lstrip("/") if link.startswith("/") else page.parent / link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page: Path):
    dead = [link for link in links(page.read_text(encoding="utf-8")) if not target(page, link).exists()]
    assert not dead, f"{page.relative_to(ROOT)} links to what is not there"


def test_links_are_found_outside_code_only():
    prose = "[a](docs/a.md#part) ![b](b.png) [c](https://example.com) [d](#here)\n"
    code = "`[e](e.md)`\n```\n[f](f.md)\n```\n"
    page = prose + code + "[g]: g.md\n"
    assert links(page) == ["docs/a.md", "b.png", "g.md"]
