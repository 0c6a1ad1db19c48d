"""What applies to one path, and who says so: the defaults, coach.yaml, its overrides, the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from coach.files.settings import Layer, Settings

ADDED: Final = ("packs", "ignore", "severity", "exclude")
"""Keys of which every layer adds to what the layers before it say."""
DEFAULTS: Final[Mapping[str, Any]] = {
    "packs": ["default"], "profile": None, "select": [], "ignore": [], "severity": {}, "fail-on": "warning",
    "exclude": [], "encoding": None, "text-column": None,
}  # fmt: skip
"""What applies when no layer says anything, for each of `coach.files.settings.KEYS`."""


class Value(NamedTuple):
    """One thing that applies, and who says so.

    Attributes:
        value: text, or (name, level) for `severity`; None for nothing.
        source: ``default``, ``file``, ``override`` or ``command line``.
        line: of the file, 1-based; 0 elsewhere.
        number: which override.
    """

    value: Any
    source: str = "default"
    line: int = 0
    number: int = 0


class Applied(NamedTuple):
    """What applies to one path: for each key of `DEFAULTS` its values, the weakest first."""

    values: Mapping[str, Sequence[Value]]

    def one(self, key: str) -> str | None:
        """The value of a key that has one."""
        values = self.values[key]
        return values[-1].value if values else None

    def all(self, key: str) -> list[str]:
        """The values of a key that has several."""
        return [value.value for value in self.values[key]]

    @property
    def severity(self) -> dict[str, str]:
        """Pack, guideline or rule → level."""
        return dict(value.value for value in self.values["severity"])


def applied(settings: Settings, path: str | None, given: Mapping[str, Any]) -> Applied:
    """What applies to the file `path` (None: standard input and text) when the command line says `given`.

    `given` has keys of `DEFAULTS`; what it selects is selected whatever the file ignores.
    """
    values: dict[str, list[Value]] = {key: list(_items(default, Value(None))) for key, default in DEFAULTS.items()}
    for layer in settings.layers:
        if not layer.paths or (path is not None and _is_for(layer, path, settings.folder)):
            for key, value in layer.values.items():
                _lay(values, key, list(_written(key, value, layer)))
    if given.get("select"):
        values["ignore"] = []
        values["severity"] = [value for value in values["severity"] if value.value[1] != "off"]
    for key, value in given.items():
        if value:
            _lay(values, key, list(_items(value, Value(None, "command line"))))
    return Applied(values)


def _is_for(layer: Layer, path: str, folder: str) -> bool:
    from coach.files.globs import matches, relative

    return matches(relative(path, folder), layer.paths)


def _lay(values: dict[str, list[Value]], key: str, new: list[Value]) -> None:
    if key == "severity":
        names = {value.value[0] for value in new}
        values[key] = [value for value in values[key] if value.value[0] not in names]
    values[key] = [*values[key], *new] if key in ADDED else new


def _items(value: Any, like: Value) -> Iterator[Value]:
    if isinstance(value, Mapping):
        value = list(value.items())
    for item in value if isinstance(value, list | tuple) else [] if value is None else [value]:
        yield like._replace(value=item)


def _written(key: str, value: Any, layer: Layer) -> Iterator[Value]:
    """The values of one key of a layer, each with its line."""
    source = "override" if layer.number else "file"
    for item in _items(value, Value(None, source, layer.lines.get(key, 0), layer.number)):
        name = item.value[0] if key == "severity" else item.value
        yield item._replace(line=layer.lines.get(f"{key}.{name}", item.line))
