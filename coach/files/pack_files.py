"""The files of a pack, one by one: listed, read with a digest, written only where nobody else wrote meanwhile."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from coach.errors import ChangedError, PackError, ReadError, UnusableError, WriteError
from coach.files import marked_yaml
from coach.files.atomic import atomic
from coach.files.names import GUIDELINES_FILE, PACK_FILE, PLAYBOOKS, WORDINGS, builtin_folders, pack_files, shown

KINDS: Final = ("rule", "signal", "lexicon", "playbook")
"""What a file that is made anew can be."""
TEXT_LIMIT: Final = 200 * 1024
"""Bytes of a pack file that can be opened; rules have a few thousand."""
_FOLDERS: Final = {"rule": "", "signal": "signals", "lexicon": "lexicons", "playbook": PLAYBOOKS}
_NAME: Final = re.compile(r"[a-z0-9\u4e00-\u9fff][a-z0-9\u4e00-\u9fff-]*")
_LONGEST: Final = 60
_RESERVED: Final = {"rule": (PACK_FILE, GUIDELINES_FILE), "playbook": (f"{WORDINGS}.yaml",)}
_SELECTIONS: Final = ("all", "default")
_DEVICES: Final = ("con", "prn", "aux", "nul", *(f"{one}{number}" for one in ("com", "lpt") for number in range(1, 10)))
"""What Windows takes for something else than a file, whatever its suffix; packs are handed on."""
_BOM: Final = b"\xef\xbb\xbf"


class PackFolder(NamedTuple):
    """A pack as the studio lists it.

    Attributes:
        name: of pack.yaml, or of the folder when that cannot be read.
        own: whether it may be written to; what came with the coach may not.
        used: whether the running coach has loaded it.
    """

    name: str
    title: str
    folder: Path
    own: bool
    used: bool


class FileText(NamedTuple):
    """What a file holds.

    Attributes:
        text: with line feeds and without a byte order mark, as an editor shows it.
        digest: of the bytes.
    """

    text: str
    digest: str


def list_packs(used: Iterable[str], around: Path) -> list[PackFolder]:
    """One's own packs first: those that are `used`, then those in the folder `around`; then the built-in ones."""
    builtin = builtin_folders()
    known = {os.path.realpath(folder) for folder in builtin}
    packs = []
    for folder, is_used in [*((Path(one), True) for one in used), *((one, False) for one in _packs_in(around))]:
        place = os.path.realpath(folder)
        if place not in known:
            known.add(place)
            packs.append(_pack(folder, own=True, used=is_used))
    return packs + [_pack(Path(folder), own=False, used=True) for folder in builtin]


def _packs_in(folder: Path) -> list[Path]:
    try:
        inside = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError:
        return []
    return [one for one in inside if (one / PACK_FILE).is_file()]


def _pack(folder: Path, *, own: bool, used: bool) -> PackFolder:
    try:
        data = marked_yaml.read(folder / PACK_FILE, PACK_FILE).data
    except PackError:
        data = None
    told = data if isinstance(data, dict) else {}
    name, title = (str(told.get(key) or "") for key in ("name", "title"))
    return PackFolder(name or folder.name, title or name or folder.name, folder, own, used)


def kind_of(pack: PackFolder, file: str) -> str:
    """What a file is: one of `KINDS`, ``pack``, ``guidelines`` or ``wordings``."""
    path = Path(file)
    if file == PACK_FILE:
        return "pack"
    if path.name == GUIDELINES_FILE:
        return "guidelines"
    first = PLAYBOOKS if pack.name == PLAYBOOKS else path.parts[0]
    if first == PLAYBOOKS:
        return "wordings" if path.stem == WORDINGS else "playbook"
    return {"signals": "signal", "lexicons": "lexicon"}.get(first, "rule")


def list_files(pack: PackFolder) -> list[str]:
    """The pack's files, as paths from its folder with ``/``; links that lead out of it are left out.

    Raises:
        ReadError: the folder cannot be read.
    """
    try:
        found = pack_files(str(pack.folder))
    except OSError as error:
        raise ReadError(f"文件夹打不开：{error.strerror}", shown(str(pack.folder))) from None
    inside = os.path.realpath(pack.folder) + os.sep
    return [Path(one).relative_to(pack.folder).as_posix() for one in found if os.path.realpath(one).startswith(inside)]


def path_of(pack: PackFolder, file: str) -> Path:
    """The path of one of the pack's files; ReadError when it has none of that name."""
    if file not in list_files(pack):
        raise ReadError("规则包里没有这个文件", file)
    return pack.folder / file


def read_file(pack: PackFolder, file: str) -> FileText:
    """One file of the pack; ReadError when it is missing, too long or not UTF-8."""
    return _read(path_of(pack, file), file)


def _read(path: Path, file: str) -> FileText:
    content = _bytes(path, file)
    if len(content) > TEXT_LIMIT:
        raise ReadError(f"文件超过 {TEXT_LIMIT // 1024} KiB，这里打不开", file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError("不是 UTF-8 编码，请另存为 UTF-8", file) from None
    return FileText(text.replace("\r\n", "\n").replace("\r", "\n"), _digest(content))


def _bytes(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise ReadError("没有这个文件", file) from None
    except OSError as error:
        raise ReadError(f"文件打不开：{error.strerror}", file) from None


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def save_file(pack: PackFolder, file: str, text: str, digest: str) -> str:
    """Write `text` where the file still is what `digest` says; its line ends, mark and permissions stay.

    Returns:
        the new digest.

    Raises:
        ReadError: the pack has no such file, or it cannot be read.
        ChangedError: the file is another by now.
        UnusableError: the text is too long.
        WriteError: it cannot be written, or came with the coach.
    """
    _check_own(pack, file)
    path = path_of(pack, file)
    before = _bytes(path, file)
    if _digest(before) != digest:
        raise ChangedError("文件已经被别处改过", file)
    content = _as_before(text, before)
    _check_length(content, file)
    if not os.access(path, os.W_OK):  # replacing it would need the folder's permission only
        raise WriteError("这个文件是只读的，写不了", file)
    with atomic(path, binary=True) as stream:
        stream.write(content)
    return _digest(content)


def _check_own(pack: PackFolder, file: str) -> None:
    if not pack.own:
        raise WriteError("这是自带的规则包，不能改；可以复制到您自己的规则包", file)


def _check_length(content: bytes, file: str) -> None:
    if len(content) > TEXT_LIMIT:
        raise UnusableError(f"“内容”超过 {TEXT_LIMIT // 1024} KiB，请拆成几个文件", file)


def _as_before(text: str, before: bytes) -> bytes:
    lines = text.replace("\r\n", "\n").encode("utf-8", "replace")
    content = lines.replace(b"\n", b"\r\n") if b"\r\n" in before else lines
    return (_BOM if before.startswith(_BOM) else b"") + content


def make_file(pack: PackFolder, kind: str, name: str, text: str) -> str:
    """Make a new file of that kind in one's own pack; which one it is, from the pack's folder.

    Args:
        name: the file's, without suffix; the second half of a rule's id.

    Raises:
        UnusableError: the name or the text cannot be used.
        ChangedError: there is such a file.
        WriteError: the file cannot be written.
    """
    _check_own(pack, name)
    reserved = [one.removesuffix(".yaml") for one in _RESERVED.get(kind, ())]
    file = "/".join(part for part in (_FOLDERS[kind], f"{_usable(name, '名字', reserved)}.yaml") if part)
    content = text.encode("utf-8", "replace")
    _check_length(content, file)
    path = pack.folder / file
    _make_folder(path.parent, pack.folder)
    _write_new(path, content, file)
    return file


def start_pack(around: Path, name: str, title: str) -> PackFolder:
    """Make a pack of one's own: a folder of that name in `around`, with its pack.yaml.

    Raises:
        UnusableError: the name cannot be used.
        ChangedError: there is such a pack or folder.
        WriteError: the folder cannot be written.
    """
    taken = {pack.name for pack in list_packs((), around)}
    if _usable(name, "文件夹的名字", _SELECTIONS) in taken:
        raise ChangedError("这个名字已经有规则包在用，请换一个", name)
    folder = around / name
    try:
        folder.mkdir()
    except FileExistsError:
        raise ChangedError("已经有这个名字的文件夹，请换一个名字", name) from None
    except OSError as error:
        raise WriteError(f"建不了文件夹：{error.strerror}", name) from None
    quoted = " ".join(re.sub(r'[\x00-\x1f\x7f"\\]', " ", title).split()) or name
    text = f'schema: 1\nname: {name}\ntitle: "{quoted}"\nversion: 0.1.0\n'
    _write_new(folder / PACK_FILE, text.encode("utf-8", "replace"), PACK_FILE)
    return _pack(folder, own=True, used=False)


def _usable(name: str, field: str, reserved: Iterable[str]) -> str:
    """The name; UnusableError, which calls it `field`, when no file can have it."""
    if not name:
        raise UnusableError(f"“{field}”还没有填", name)
    if len(name) > _LONGEST:
        raise UnusableError(f"“{field}”太长了，不要超过 {_LONGEST} 个字", name)
    if not _NAME.fullmatch(name):
        raise UnusableError(f"“{field}”只能用小写字母、数字、汉字和 -，而且不能用 - 开头", name)
    if name in (*reserved, *_DEVICES):
        raise UnusableError(f"“{field}”不能是 {name}，这个名字有别的用处，请换一个", name)
    return name


def _make_folder(folder: Path, pack: Path) -> None:
    if not f"{os.path.realpath(folder)}{os.sep}".startswith(f"{os.path.realpath(pack)}{os.sep}"):
        raise WriteError("这个文件夹在规则包外面", folder.name)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(f"建不了文件夹：{error.strerror}", folder.name) from None


def _write_new(path: Path, content: bytes, file: str) -> None:
    """Write a file that was not there; a file of that name is never touched."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        raise ChangedError("已经有这个名字的文件，请换一个名字", file) from None
    except OSError as error:
        raise WriteError(f"写不了这个文件：{error.strerror}", file) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise WriteError(f"写不了这个文件：{error.strerror}", file) from None
