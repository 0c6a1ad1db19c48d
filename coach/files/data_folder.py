"""The user's private data folder: what must not be lost, and nobody else's business."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from coach.errors import StoreError


def data_folder() -> Path:
    """Where feedback and pairings are kept; ``COACH_DATA`` names another place. It need not exist yet."""
    if os.environ.get("COACH_DATA"):
        return Path(os.environ["COACH_DATA"]).absolute()
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or "~"
    elif sys.platform == "darwin":
        root = "~/Library/Application Support"
    else:
        root = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(root).expanduser() / "reply-coach"


def made_private(folder: Path) -> Path:
    """`folder`, there and open to its owner only if it is made now; StoreError when it cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: 数据文件夹用不了：{error.strerror}") from None
    return folder
