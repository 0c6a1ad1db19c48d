"""The first coach.yaml, written for a trainer after a look at what is in the folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from coach.errors import WriteError
from coach.files.atomic import atomic
from coach.files.inputs import sources
from coach.files.names import PACK_FILE
from coach.files.settings import SETTINGS_FILE
from coach.files.source import Source

SHOWN: Final = 5
"""So many libraries are named; the rest is counted."""
_LOOKED_AT: Final = 10_000

_TEXT: Final = """\
# Reply Coach 的设置。放在话术库所在的文件夹或上级文件夹里，coach check 会自己找到它。
# 哪些设置对某个文件生效，看：coach config 文件名
# 行首的 # 表示先不用；要用哪一项，去掉它的 # 和后面的一个空格。
schema: 1

# {libraries}

# 另外要用的规则包：自带的包（如 compliance 合规）或自己的文件夹。默认的包一直都在。
{packs}

# 从哪一级起算不通过：error 错误、warning 警告、info 提示、never 从不。
fail-on: warning

# 先不检查的准则或规则。全部名字：coach rules
# ignore:
#   - no-but

# 换一个级别：error、warning、info，或 off 关掉。
# severity:
#   no-cannot: error
#   long-reply: off

# 检查文件夹时跳过的文件。
# exclude:
#   - 归档/**

# 某些文件用不同的设置；写在后面的优先。
# overrides:
#   - paths: [邮件/**]
#     ignore: [long-reply]
#     fail-on: error

# 有人担保、不用再报告的话。写明原因和负责人；expires 过后会重新报告。
# allowlist:
#   - rule: no-cannot
#     text: 法律规定不能
#     reason: 法务要求原文照用
#     owner: 王老师
#     expires: 2027-12-31
"""


def write_settings(folder: str) -> tuple[str, list[str]]:
    """Write the first coach.yaml of `folder`: its path, and the libraries that were found.

    Raises:
        WriteError: there is one already, or it cannot be written.
    """
    path = Path(folder, SETTINGS_FILE)
    if os.path.lexists(path):
        raise WriteError("已经有了，没有改动；要重新开始，请先把它挪开", path.as_posix())
    if not Path(folder).is_dir():
        raise WriteError("没有这个文件夹", folder)
    libraries, packs = _libraries(folder), _packs(folder)
    with atomic(path) as stream:
        stream.write(_TEXT.format(libraries=_told(libraries), packs=_packs_line(packs)))
    return path.as_posix(), libraries


def _libraries(folder: str) -> list[str]:
    """The files below `folder` that can be checked, seen from it."""
    found: list[str] = []
    for source in sources([folder]):
        if isinstance(source, Source):
            found.append(Path(source.path).relative_to(folder).as_posix())
        if len(found) == _LOOKED_AT:
            break
    inside = tuple(f"{pack}/" for pack in _packs(folder))
    return [name for name in found if not name.startswith(inside)] if inside else found


def _packs(folder: str) -> list[str]:
    """The folders of packs that stand in `folder`."""
    return sorted(
        path.parent.name for path in Path(folder).glob(f"*/{PACK_FILE}") if not path.parent.name.startswith(".")
    )


def _told(libraries: list[str]) -> str:
    if not libraries:
        return "这个文件夹里还没有找到话术库。"
    named = "、".join(_one_line(name) for name in libraries[:SHOWN])
    more = f" 等 {len(libraries)} 个文件" if len(libraries) > SHOWN else ""
    return f"在这里找到的话术库：{named}{more}。检查它们：coach check ."


def _packs_line(packs: list[str]) -> str:
    if not packs:
        return "# packs: [compliance]"
    return "packs:\n" + "\n".join(f"  - {_quoted(name)}" for name in packs)


def _quoted(name: str) -> str:
    return "'" + _one_line(name).replace("'", "''") + "'"


def _one_line(name: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in name)
