"""Settings: what coach.yaml says, found from what is checked; the command line has the last word.

A quiet check must not wait for YAML: what was parsed is kept in the cache folder as JSON, under a digest of the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

try:  # what hashlib hands on, without loading OpenSSL for it
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from coach.errors import SettingsError
from coach.files.cache import cache_folder, store

SETTINGS_FILE: Final = "coach.yaml"
BASELINE_FILE: Final = "coach-baseline.json"
NONE: Final = "none"
KEYS: Final = (
    "packs", "profile", "select", "ignore", "severity", "fail-on", "exclude", "encoding", "text-column"
)  # fmt: skip
"""What a layer may say."""
_FORM: Final = 2


class Layer(NamedTuple):
    """Settings that stand together.

    Attributes:
        values: key → what is written, for the keys that are there.
        lines: key, or key and item (``ignore.no-but``) → line of the file, 1-based.
        paths: the globs of the paths it is for; empty for all.
        number: which of `overrides` it is, from 1; 0 for the file itself.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    paths: Sequence[str] = ()
    number: int = 0


class Allowed(NamedTuple):
    """An entry of the allowlist: a finding that somebody answers for.

    Attributes:
        rule: rule, guideline or pack.
        text: words that stand around the finding.
        record: locator or id of the record, empty for any.
        path: glob of the file, empty for any.
        expires: last day on which it holds, like ``2027-01-31``; empty for ever.
        place: where it is written, like ``coach.yaml:12``.
    """

    rule: str
    text: str
    reason: str
    owner: str
    record: str = ""
    path: str = ""
    expires: str = ""
    place: str = ""


class Settings(NamedTuple):
    """What one coach.yaml says; without a file, nothing.

    Attributes:
        file: coach.yaml as a person would name it; empty when there is none.
        folder: the folder that its globs and packs are seen from, absolute.
        stores_texts: whether feedback keeps whole replies.
        named: other files that it is made of, seen from `folder`.
        is_off: whether no coach.yaml is read, even if there is one.
    """

    file: str
    folder: str
    layers: Sequence[Layer] = ()
    allowlist: Sequence[Allowed] = ()
    stores_texts: bool = False
    named: Sequence[str] = ()
    is_off: bool = False

    @property
    def written_names(self) -> Iterator[tuple[str, str]]:
        """Every name of a pack, guideline or rule that it writes, with its place."""
        for layer in self.layers:
            for key in ("select", "ignore", "severity"):
                for name in layer.values.get(key, ()):
                    yield name, f"{self.file}:{layer.lines[f'{key}.{name}']}"
        for entry in self.allowlist:
            yield entry.rule, entry.place


def settings_for(paths: Iterable[str], config: str | None = None) -> Settings:
    """The settings for checking `paths`: of `config`, a file or ``none``, or of the coach.yaml that is nearest.

    It is looked for from the folder that the paths share upwards to the root of the repository, then likewise from the
    working folder.

    Raises:
        SettingsError: the file is missing or not right.
    """
    if config == NONE:
        return Settings("", os.getcwd(), is_off=True)
    if config is not None:
        if not os.path.isfile(config):
            raise SettingsError(f"{config}: 没有这个设置文件")
        return read(config)
    for start in (shared_folder(paths), os.getcwd()):
        found = nearest_settings(start)
        if found:
            return read(found)
    return Settings("", os.getcwd())


def shared_folder(paths: Iterable[str]) -> str:
    """The folder that all `paths` stand in; the working folder when there are none."""
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in map(os.path.abspath, paths)]
    try:
        return os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # on several drives
        return os.getcwd()


def baseline_path(folder: str) -> str | None:
    """The baseline beside coach.yaml in `folder`, else the one in the working folder; None when there is neither."""
    places = (os.path.join(folder, BASELINE_FILE), BASELINE_FILE)
    return next((shown_path(path) for path in places if os.path.isfile(path)), None)


def nearest_settings(folder: str) -> str | None:
    """The coach.yaml in `folder` or above it, up to the root of the repository; None when there is none."""
    while True:
        path = os.path.join(folder, SETTINGS_FILE)
        if os.path.isfile(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def read(path: str) -> Settings:
    """The settings of the file `path`, from the cache when it was parsed before; SettingsError when it is not right."""
    folder, name = os.path.dirname(os.path.abspath(path)), shown_path(path)
    content = _bytes(path, name)
    cached = os.path.join(cache_folder(), f"{_digest(repr((_FORM, os.path.abspath(path))).encode(), content)}.settings")
    data = _remembered(cached, folder)
    if data is None:
        from coach.files.settings_file import parsed

        data = parsed(content, name, folder)
        store(cached, json.dumps(data, ensure_ascii=False).encode())
    base = name[: -len(os.path.basename(name))]
    allowed = [Allowed(**entry)._replace(place=base + entry["place"]) for entry in data["allowlist"]]
    layers = [Layer(*layer) for layer in data["layers"]]
    return Settings(name, folder, layers, allowed, data["stores_texts"], tuple(data["named"]))


def _remembered(cached: str, folder: str) -> dict[str, Any] | None:
    """What was parsed of the same bytes before; None when it was not, or when a file it names has changed since."""
    try:
        if hasattr(os, "getuid") and os.stat(cached).st_uid != os.getuid():
            return None
        data = json.loads(_bytes(cached, cached))
        if all(_digest(_bytes(os.path.join(folder, name), name)) == digest for name, digest in data["named"].items()):
            return dict(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SettingsError):
        pass
    return None


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part + b"\0")
    return digest.hexdigest()


def _bytes(path: str, name: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError as error:
        raise SettingsError(f"{name}: 文件打不开：{error.strerror}") from None


def shown_path(path: str) -> str:
    """`path` as a person would name it from the working folder."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path
