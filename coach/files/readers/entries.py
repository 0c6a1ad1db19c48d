"""From the value of a JSON or YAML file to records: exports of known desks, or whatever else holds replies.

Known are lists of objects, objects by their id, texts by their id, and lists of texts, below any number of folders. The
field of the reply is found by its name as the column of a table is, or named by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from coach.errors import NoRepliesError
from coach.files.markers import Marker
from coach.files.readers import headers, jsonl_file
from coach.files.readers.exports import Body, Item, export_of
from coach.files.readers.html_text import looks_like_html, plain
from coach.files.readers.placed import Placed
from coach.files.readers.structure import Row, below, is_mapping, members, strings, table, tables, texts
from coach.files.records import Origin, Record, Slot, Unreadable

_KEYS_LIMIT: Final = 1000
"""A field of an entry is looked for among so many."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def records(
    data: Any, path: str, text_column: str | None = None, markers: Mapping[int, tuple[Marker, ...]] | None = None
) -> Iterator[Record | Unreadable]:
    """The replies of a file's value, each place once.

    Args:
        path: the file.
        text_column: the key of the field with the replies, when the caller names it.
        markers: those of the file's comments by the line that they are for: an entry's first, or the text's own.

    Raises:
        ReadError: there are none.
    """
    seen: set[tuple[int, int]] = set()
    found = False
    for record in _Library(path, text_column, markers or {}).records(data):
        found = True
        if isinstance(record, Unreadable) or record.slot is None:
            yield record
        elif record.slot.place not in seen:
            seen.add(record.slot.place)
            yield record
    if not found:
        raise NoRepliesError(_complaint(text_column), path)


def _complaint(text_column: str | None) -> str:
    if text_column is not None:
        from coach.files.reports.plain_text import cropped

        return f"没有叫“{cropped(text_column, 24)}”的字段，或者里面没有文字"
    return (
        "没有找到话术：认得的字段有 content、text、message、reply、内容、话术 等，也可以用 --text-column 说明是哪个字段"
    )


class _Library:
    def __init__(self, path: str, text_column: str | None, markers: Mapping[int, tuple[Marker, ...]]) -> None:
        self.markers = markers
        self.path = path
        self.text_column = text_column

    def records(self, data: Any) -> Iterator[Record | Unreadable]:
        """What is found in the first way that finds something."""
        ways = (self._exported, self._named, self._mapped, self._told)
        for way in ways[1:2] if self.text_column else ways:
            found = False
            for record in way(data):
                found = True
                yield record
            if found:
                return

    def _exported(self, data: Any) -> Iterator[Record]:
        """The entries of a known desk."""
        groups = dict(_groups(data))
        for rows in tables(data, "$"):
            export = export_of([row.item for row in rows])
            if export is None:
                continue
            for path, item, _ in rows:
                key = str(next((item[key] for key in export.group if item.get(key)), ""))
                for body in export.bodies(item):
                    record = self._record(path, body, item.get(export.id), item.get(export.title), groups.get(key, key))
                    yield self._marked(record, item)

    def _named(self, data: Any, path: str = "$", group: str = "") -> Iterator[Record | Unreadable]:
        """The entries whose field says by its name that it holds the reply."""
        rows = table(data, path) or ([Row(path, data)] if isinstance(data, dict) else [])
        found = self._columns([row.item for row in rows], by_name=True)
        for row in rows:
            yield from self._row(row, found, group)
        if found is None:
            named = {row.path: _name(row) for row in rows}
            for key, place, value in members(data, path):
                name = named.get(place) or (key if _HAN.search(key) else "")
                yield from self._named(value, place, "/".join(filter(None, (group, name))))

    def _told(self, data: Any) -> Iterator[Record | Unreadable]:
        """The entries one of whose fields is unmistakably full of Chinese sentences."""
        for rows in tables(data, "$"):
            found = self._columns([row.item for row in rows], by_name=False) if len(rows) > 1 else None
            for row in rows if found else ():
                yield from self._row(row, found, "")

    def _mapped(self, data: Any, path: str = "$", group: str = "", name: str = "") -> Iterator[Record]:
        """Texts by their id, and lists of texts."""
        if path == "$" and not (is_mapping(data) and any(map(_HAN.search, texts(data)))):
            return
        if isinstance(data, Placed):
            if data.strip():
                yield self._marked(self._record(path, Body(data, ""), name or None, name, group))
        elif isinstance(data, list):
            for index, value in enumerate(data):
                yield from self._mapped(value, below(path, index), "/".join(filter(None, (group, name))))
        elif isinstance(data, dict):
            for key, value in data.items():
                yield from self._mapped(value, below(path, key), "/".join(filter(None, (group, name))), key)

    def _columns(self, items: list[Item], *, by_name: bool) -> tuple[list[str], headers.Columns] | None:
        keys = list(dict.fromkeys(key for item in items for key in item))[:_KEYS_LIMIT]
        sample = [[_shown(item.get(key)) for key in keys] for item in items[: headers.SAMPLE]]
        names = [_singular(key, items) for key in keys]
        chats = self.text_column is None and "messages" in keys
        try:
            found = headers.columns(names, self.path, self.text_column, () if by_name else sample)
        except NoRepliesError:
            return (keys, headers.Columns([])) if chats and by_name else None
        if chats:
            return keys, found
        has_text = any(_bodies(item, keys, found) for item in items)
        return (keys, found) if found.is_headed and has_text else None

    def _row(
        self, row: Row, found: tuple[list[str], headers.Columns] | None, group: str
    ) -> Iterator[Record | Unreadable]:
        if "messages" in row.item and self.text_column is None:
            yield self._conversation(row)
            return
        if found is None:
            return
        keys, columns = found
        labels = columns.labels([_shown(row.item.get(key)) for key in keys])
        identifier = row.item.get(keys[columns.id]) if columns.id is not None else row.name or None
        context = strings(row.item.get(keys[columns.context])) if columns.context is not None else ()
        for key in (keys[column] for column in columns.text):
            if isinstance(value := row.item.get(key), int | float | dict):
                yield Unreadable(Origin(self.path, below(row.path, key)), f"{key} 要是文字，这里是{_kind(value)}")
        for body in _bodies(row.item, keys, columns):
            record = self._record(row.path, body, identifier, labels["title"], labels["group"] or group)
            yield self._marked(record._replace(context=tuple(map(str, context))), row.item)

    def _conversation(self, row: Row) -> Record | Unreadable:
        origin = Origin(self.path, row.path, next((text.line for text in texts(row.item)), 0))
        try:
            return self._marked(jsonl_file.record(row.item, origin), row.item)
        except ValueError as error:
            return Unreadable(origin, str(error))

    def _marked(self, record: Record, entry: Any = None) -> Record:
        """The record with the markers for its own line, and for the line on which its entry begins."""
        lines = dict.fromkeys((getattr(entry, "line", 0), record.origin.line))
        return record._replace(ignored=tuple(marker for line in lines for marker in self.markers.get(line, ())))

    def _record(self, path: str, body: Body, identifier: Any, title: Any, group: str) -> Record:
        text, offsets = str(body.text), None
        if body.is_html or (body.is_html is None and looks_like_html(text)):
            text, offsets = plain(text)
        return Record(
            Origin(self.path, path + body.path, body.text.line),
            text,
            id=str(identifier) if isinstance(identifier, str) else identifier,
            title=_shown(title),
            group=group,
            slot=Slot((body.text.start, body.text.end), str(body.text), offsets),
        )


def _groups(data: Any) -> Iterator[tuple[str, str]]:
    """The names of folders by their ids, where an export lists them."""
    for rows in tables(data, "$"):
        for path, item, _ in rows:
            for key, name in (("GroupId", "GroupName"), ("id", "name")):
                if isinstance(item.get(name), str) and key in item and (key == "GroupId" or "folder" in path.lower()):
                    yield str(item[key]), str(item[name])


def _bodies(item: Item, keys: list[str], columns: headers.Columns) -> list[Body]:
    """The replies of an entry; one that stands there as HTML and as plain text is one."""
    bodies = []
    for key in (keys[column] for column in columns.text):
        value = item.get(key)
        texts = strings(value)
        for index, text in enumerate(texts):
            path = below("", key)
            bodies.append(Body(text, below(path, index) if isinstance(value, list) else path))
    bodies = [body for body in bodies if body.text.strip()]
    html = {_bare(plain(body.text)[0]) for body in bodies if looks_like_html(body.text)}
    return [body for body in bodies if looks_like_html(body.text) or _bare(body.text) not in html]


def _bare(text: str) -> str:
    return "".join(text.split())


def _name(row: Row) -> str:
    """What an object calls itself, for a folder that holds others."""
    keys = list(row.item)
    try:
        found = headers.columns([*keys, "text"], "", None)
    except NoRepliesError:
        return row.name
    labels = found.labels([_shown(value) for value in row.item.values()])
    return str(labels["title"] or labels["group"] or row.name)


def _singular(key: str, items: list[Item]) -> str:
    """The key, without the plural of one that holds lists of texts: ``responses``."""
    is_list = key.endswith("s") and any(isinstance(item.get(key), list) and strings(item[key]) for item in items)
    return key[:-1] if is_list else key


def _kind(value: float | dict[str, Any]) -> str:
    return "对象" if isinstance(value, dict) else "是非值" if isinstance(value, bool) else "数字"


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
