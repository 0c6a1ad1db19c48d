"""What is said in several places is said in the same words."""

import re
from pathlib import Path

from coach.files.feedback import REASONS

ROOT = Path(__file__).parents[2]


def test_the_reasons_for_a_dismissal_are_worded_alike_in_server_pages_and_extension():
    pages = (ROOT / "web-src" / "src" / "parts" / "words.js").read_text(encoding="utf-8")
    assert dict(re.findall(r'\["([a-z-]+)", "([^"]+)"\]', pages)) == REASONS
    content = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "extension" / "content").glob("*.js"))
    )
    for name, told in REASONS.items():
        assert name in content
        assert told in content
