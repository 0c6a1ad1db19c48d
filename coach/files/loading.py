"""From the names of packs to a coach that checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from os import PathLike, fspath, path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from coach.core.lint import Linter
from coach.core.model.history import history
from coach.core.reading import NOTHING_BEFORE
from coach.errors import SelectionError
from coach.files import compiled
from coach.files.names import PLAYBOOKS, builtin_folders

if TYPE_CHECKING:
    from coach.core.model.conversation import Conversation, Turn
    from coach.core.model.finding import Severity
    from coach.core.model.result import Result
    from coach.core.rule import Rule
    from coach.core.rulebook import Rulebook
    from coach.errors import PackError

Packs = str | PathLike[str] | Iterable[str | PathLike[str]]
Names = str | Iterable[str]
DEFAULT: Final = "default"
ALL: Final = "all"


class Coach:
    """Checks replies with the rules of its packs.

    Attributes:
        rulebook: the compiled rules.
        folders: the packs they come from.
        problems: what is wrong with the packs; the rules concerned are left out.
    """

    def __init__(self, rulebook: Rulebook, folders: Sequence[str] = (), problems: Sequence[PackError] = ()) -> None:
        self.rulebook = rulebook
        self.folders = tuple(folders)
        self.problems = tuple(problems)
        self._linter = Linter(rulebook)

    @property
    def rules(self) -> list[Rule]:
        """The rules that report."""
        return self.rulebook.rules

    def check(self, text: str, context: str | Sequence[str] | None = (), *, outgoing: bool = True) -> Result:
        """What a trainer would mark in one turn.

        Args:
            text: the agent's turn; line feeds separate its messages.
            context: what the customer wrote before, oldest first; None or nothing when that is not known.
            outgoing: whether the reply is about to be sent; False for an entry of a library, where variables stand.

        Raises:
            TypeError: `text`, or a message of `context`, is no text.
        """
        is_one = isinstance(context, (str, bytes, bytearray, Mapping)) and context
        messages: list[Any] = [context] if is_one else list(context or ())
        for given in (text, *messages):
            if not isinstance(given, str):
                raise TypeError(f"check 要的是文字（str），不能是 {type(given).__name__}")
        return self._linter.check(text, history(messages) if messages else NOTHING_BEFORE, outgoing=outgoing)

    def check_conversation(self, conversation: Conversation) -> list[tuple[Turn, Result]]:
        """What a trainer would mark in each of the agent's turns."""
        return self._linter.check_conversation(conversation)

    def check_draft(self, conversation: Conversation) -> Result | None:
        """What a trainer would mark in the last of the agent's turns, about to be sent; None when there is none."""
        turns = [turn for turn in conversation.turns() if turn.speaker == "agent"]
        return self._linter.check(turns[-1].text, turns[-1].history) if turns else None


def load(
    packs: Packs = (DEFAULT,),
    profile: str | None = None,
    select: Names = (),
    ignore: Names = (),
    severity: Mapping[str, str] = MappingProxyType({}),
    settings: str | PathLike[str] | None = None,
) -> Coach:
    """A coach with the rules of `packs`.

    Args:
        packs: ``default`` (the built-in packs that are on), ``all`` (every built-in one), names of built-in packs,
            and folders of packs of one's own; one alone need not be in a list.
        profile: a profile that one of the packs brings; its `select` and `ignore` come on top, and its `playbooks`
            replace what the packs say.
        select: packs, guidelines or rules that alone shall report; all of `packs` when empty. One alone need not be in
            a list, here and in `ignore`.
        ignore: packs, guidelines or rules that shall not; it wins over `select`.
        severity: pack, guideline or rule → ``error``, ``warning``, ``info`` or ``off``; the most specific decides.
        settings: a coach.yaml, whose packs, profile, rules and severities for all paths come first; what is given here
            adds to its lists and stands in place of its profile.

    Raises:
        SelectionError: a pack, profile, guideline or rule of that name does not exist.
        SettingsError: `settings` is missing or not right.
    """
    if settings is not None:
        from coach.files.run import coach_of

        given = {
            "packs": _listed(packs),
            "profile": profile,
            "select": _listed(select),
            "ignore": _listed(ignore),
        }
        return coach_of(fspath(settings), {key: value for key, value in given.items() if value}, severity)
    return load_packs(packs).coach(profile, _listed(select), _listed(ignore), severity)


def load_packs(packs: Packs = (DEFAULT,)) -> LoadedPacks:
    """The packs of `load`, from which coaches are chosen; SelectionError when one does not exist."""
    builtin = builtin_folders()
    names, folders = _split(_listed(packs), builtin)
    book, problems = compiled.load([*builtin, *folders], builtin)
    return LoadedPacks(book, frozenset(names), tuple(builtin), tuple(folders), problems)


def _listed(packs: Packs) -> list[str]:
    return [fspath(pack) for pack in ([packs] if isinstance(packs, (str, PathLike)) else packs)]


class LoadedPacks(NamedTuple):
    """The rules of some packs; built-in packs are all loaded, and `names` says which of them are on."""

    book: Rulebook
    names: frozenset[str]
    builtin: tuple[str, ...]
    folders: tuple[str, ...]
    problems: Sequence[PackError]

    def coach(
        self,
        profile: str | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Mapping[str, str] = MappingProxyType({}),
    ) -> Coach:
        """The coach for these choices, see `load`."""
        chosen = _profile(self.book, profile)
        wanted = [*chosen["select"], *select]
        active = self.rules_of(wanted) if wanted else _of_packs(self.book, self.names, self.builtin)
        active -= self.rules_of((*chosen["ignore"], *ignore))
        severities = self._severities(severity) if severity else {}
        active -= {name for name, level in severities.items() if level == "off"}
        book = self.book.select(active, _playbooks(self.book, chosen), cast("dict[str, Severity]", severities))
        return Coach(book, [*self.builtin, *self.folders], self.problems)

    def rules_of(self, names: Iterable[str]) -> set[str]:
        """The rules that `names` (packs, guidelines, rules, old ids) mean; SelectionError when one means none."""
        return _named(self.book, names)

    def check_profile(self, name: str) -> None:
        """SelectionError when no pack brings the profile `name`."""
        _profile(self.book, name)

    def _severities(self, given: Mapping[str, str]) -> dict[str, str]:
        """The severity of each rule that `given` means; of a pack, a guideline and a rule the rule decides."""
        packs = {rule["pack"] for rule in self.book.index["rules"]}
        ordered = sorted(given.items(), key=lambda item: (item[0] not in packs, "/" in item[0]))
        return {rule: level for name, level in ordered for rule in self.rules_of([name])}


def _playbooks(book: Rulebook, profile: dict[str, Any]) -> set[str] | None:
    """The names of the playbooks to ask: the built-in ones that profile or packs want, and all of packs of one's own.

    None when neither says anything: all.
    """
    said: list[list[str]] = [one["playbooks"] for one in book.index["packs"] if one["playbooks"] is not None]
    if profile.get("playbooks") is not None:
        said = [profile["playbooks"]]
    if not said:
        return None
    wanted = {f"{PLAYBOOKS}/{name}" for names in said for name in names}
    return {name for name in book.index["playbooks"] if name in wanted or not name.startswith(f"{PLAYBOOKS}/")}


def _profile(book: Rulebook, name: str | None) -> dict[str, Any]:
    profiles = {key: profile for pack in book.index["packs"] for key, profile in pack["profiles"].items()}
    if name is not None and name not in profiles:
        raise SelectionError(unknown("场景设置（profile）", name, profiles))
    return profiles[name] if name is not None else {"select": [], "ignore": []}


def _split(packs: Sequence[str], builtin: Sequence[str]) -> tuple[set[str], list[str]]:
    """Names of built-in packs, and folders."""
    inside = {path.realpath(folder): path.basename(folder) for folder in builtin}
    known = {DEFAULT, ALL, *inside.values()}
    names: set[str] = set()
    folders: list[str] = []
    for pack in packs:
        if pack in known:
            names.add(pack)
        elif path.realpath(pack) in inside:
            names.add(inside[path.realpath(pack)])
        elif path.isdir(pack):
            if path.realpath(pack) not in map(path.realpath, folders):
                folders.append(pack)
        else:
            raise SelectionError(unknown("规则包", pack, known))
    return names, folders


def _of_packs(book: Rulebook, names: AbstractSet[str], builtin: Sequence[str]) -> set[str]:
    """The rules of the packs that are on: by default, by name, or because their folder was given."""
    inside = set(map(path.basename, builtin))
    names = names | {name for pack in book.index["packs"] if pack["name"] not in inside for name in pack["extends"]}
    on = {
        pack["name"]
        for pack in book.index["packs"]
        if pack["name"] not in inside
        or ALL in names
        or pack["name"] in names
        or (DEFAULT in names and pack["default"] == "on")
    }
    return {rule["id"] for rule in book.index["rules"] if rule["pack"] in on}


def _named(book: Rulebook, names: Iterable[str]) -> set[str]:
    """The rules that `names` (packs, guidelines, rules, old ids) mean."""
    wanted = list(names)
    if not wanted:
        return set()
    meant: dict[str, set[str]] = {}
    for rule in book.index["rules"]:
        for name in _names_of(rule):
            meant.setdefault(name, set()).add(rule["id"])
    for name in wanted:
        if name not in meant and name not in book.book["guidelines"]:
            raise SelectionError(unknown("规则包、准则或规则", name, meant))
    return {rule for name in wanted for rule in meant.get(name, ())}


def _names_of(rule: dict[str, object]) -> list[str]:
    aliases = rule["aliases"]
    assert isinstance(aliases, list)
    return [str(rule["pack"]), str(rule["guideline"]), str(rule["id"]), *aliases]


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence about a name that does not exist, with the nearest that does."""
    from difflib import get_close_matches

    nearest = get_close_matches(name, sorted(known), n=1, cutoff=0.4)
    return f"没有叫“{name}”的{what}" + (f"，是不是“{nearest[0]}”？" if nearest else "")
