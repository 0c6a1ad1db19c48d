"""Exports of known desks, recognised by their shape: which keys an entry has, and where its reply stands.

One row of `EXPORTS` for each desk; where a reply exists as HTML and as plain text, the HTML is read, for it is what the
desk sends. An entry that is switched off is read too: somebody may switch it on again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from coach.files.readers.placed import Placed

Item = Mapping[str, Any]


class Body(NamedTuple):
    """One reply of an entry.

    Attributes:
        text: as it stands in the file.
        path: where, below the entry, as a JSON path without ``$``.
        is_html: whether the desk says that it is HTML; None where it does not say.
    """

    text: Placed
    path: str
    is_html: bool | None = None


class Export(NamedTuple):
    """What one desk writes.

    Attributes:
        desk: its name.
        keys: every entry has all of these.
        bodies: the replies of an entry.
        id: the key of what the desk calls it.
        title: the key of what people call it.
        group: the keys of which the first that is there names the folder.
    """

    desk: str
    keys: tuple[str, ...]
    bodies: Callable[[Item], Iterator[Body]]
    id: str
    title: str
    group: tuple[str, ...] = ()

    def is_of(self, item: Item) -> bool:
        """Whether the entry has the shape, whatever it replies."""
        return all(key in item for key in self.keys)


def _field(*names: str, html: tuple[str, ...] = ()) -> Callable[[Item], Iterator[Body]]:
    """The first of the fields that holds text; those in `html` hold HTML."""

    def bodies(item: Item) -> Iterator[Body]:
        for name in names:
            text = item.get(name)
            if isinstance(text, Placed) and text.strip():
                yield Body(text, f".{name}", True if name in html else None)
                return

    return bodies


def _zendesk(item: Item) -> Iterator[Body]:
    """The comments of a macro; a plain one may stand beside its channel, in a list."""
    for field in ("comment_value_html", "comment_value"):
        found = False
        for index, action in enumerate(_listed(item.get("actions"))):
            value, path = action.get("value"), f".actions[{index}].value"
            if action.get("field") != field:
                continue
            if isinstance(value, list) and value:
                value, path = value[-1], f"{path}[{len(value) - 1}]"
            if isinstance(value, Placed) and value.strip():
                found = True
                yield Body(value, path, field == "comment_value_html")
        if found:
            return


def _gorgias(item: Item) -> Iterator[Body]:
    """The texts that a macro's actions set."""
    read = _field("body_html", "body_text", html=("body_html",))
    for index, action in enumerate(_listed(item.get("actions"))):
        arguments = action.get("arguments")
        if action.get("name") == "setResponseText" and isinstance(arguments, dict):
            for body in read(arguments):
                yield body._replace(path=f".actions[{index}].arguments{body.path}")


def _amazon(item: Item) -> Iterator[Body]:
    """The content of a quick response, as it is created and as it is listed."""
    places = [(".content", item.get("content"))]
    if isinstance(contents := item.get("contents"), dict):
        places += [(f".contents.{kind}", contents.get(kind)) for kind in ("markdown", "plainText")]
    for path, place in places:
        text = place.get("content") if isinstance(place, dict) else None
        if isinstance(text, Placed) and text.strip():
            yield Body(text, f"{path}.content", False)
            return


def _listed(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; what is none is an empty one, so that the places are kept."""
    return [one if isinstance(one, dict) else {} for one in value] if isinstance(value, list) else []


_freshdesk = _field("content_html", "content", html=("content_html",))
_intercom = _field("body", "body_text", html=("body",))

EXPORTS: Final = (
    Export("Zendesk", ("title", "actions"), _zendesk, "id", "title"),
    Export("Gorgias", ("name", "actions"), _gorgias, "id", "name", ("intent",)),
    Export("Intercom", ("name", "body", "body_text"), _intercom, "id", "name"),
    Export("Intercom", ("name", "body", "visible_to"), _intercom, "id", "name"),
    Export("Front", ("name", "subject", "body"), _field("body"), "id", "name", ("folder_id",)),
    Export("Freshdesk", ("title", "content_html"), _freshdesk, "id", "title", ("folder_id",)),
    Export("Freshdesk", ("title", "content", "folder_id"), _freshdesk, "id", "title", ("folder_id",)),
    Export("Chatwoot", ("short_code", "content"), _field("content"), "id", "short_code"),
    Export("Salesforce", ("Name", "Message"), _field("Message"), "Id", "Name", ("FolderName", "Category")),
    Export("Rocket.Chat", ("shortcut", "text"), _field("text"), "_id", "shortcut", ("departmentId", "scope")),
    Export("Amazon Q in Connect", ("name", "content"), _amazon, "quickResponseId", "name"),
    Export("Amazon Q in Connect", ("name", "contents"), _amazon, "quickResponseId", "name"),
    Export(
        "Tencent", ("QuickReplyId", "Content"), _field("Content"), "QuickReplyId", "Title", ("GroupName", "GroupId")
    ),
)


def export_of(items: list[Item]) -> Export | None:
    """The desk that wrote the entries; None when no entry of any has the shape and a reply."""
    for export in EXPORTS:
        if any(export.is_of(item) and any(export.bodies(item)) for item in items):
            return export
    return None
