"""Files written as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from coach.errors import WriteError


@contextmanager
def atomic(path: Path, *, binary: bool = False, private: bool = False) -> Iterator[IO[Any]]:
    """A stream whose content stands in `path` once the block ends well; else `path` stays as it was.

    Text is UTF-8 with line feeds. The file keeps its permissions, and its owner where that is allowed; a link is
    followed, so that it stays a link.

    Args:
        private: whether only its owner may read it, whatever it was before.

    Raises:
        WriteError: it cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device would be replaced by a file
        raise WriteError("写不了这个文件：它是文件夹或设备，不是普通文件", str(path))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise WriteError(f"写不了这个文件：{error.strerror}", str(path)) from None
    try:
        with os.fdopen(handle, "wb") if binary else os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            _keep_owner(name, target)
            Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except OSError as error:
        raise WriteError(f"写不了这个文件：{error.strerror}", str(path)) from None
    finally:
        Path(name).unlink(missing_ok=True)


def _keep_owner(name: str, target: Path) -> None:
    """Give the new file the owner of the old one; only the superuser can, and only where there are owners."""
    if hasattr(os, "chown") and target.exists():
        owner = target.stat()
        with suppress(OSError):
            os.chown(name, owner.st_uid, owner.st_gid)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
