"""Packs: folders of YAML files, gathered into the sources of one rulebook.

Reading is forgiving as a whole and strict in each part: a file that is not right becomes a `PackError` with its place,
and the others are still used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from coach import __version__
from coach.core.built_in import BUILT_IN
from coach.core.compiler import Sources, unknown
from coach.core.language.folding import fold_word
from coach.errors import PackError
from coach.files import marked_yaml, schema, validation
from coach.files.marked_yaml import Marked
from coach.files.names import (
    GUIDELINES_FILE,
    PACK_FILE,
    PLAYBOOKS,
    WORDINGS,
    builtin_folders,
    builtin_playbooks,
    pack_files,
    rules_folder,
    shown,
)

RESERVED = ("all", "default")
"""Names with a meaning of their own on the command line."""


@dataclass(slots=True)
class Gathered:
    """What the folders say.

    Attributes:
        places: ``rule ID``, ``signal NAME``, ``lexicon NAME`` → the file it comes from.
        packs: name → pack.yaml's data, with ``folder``.
        problems: what is wrong, in order of files.
        texts: file → text that stands in place of what the file holds.
        rule_shape: what a rule file must look like.
    """

    sources: Sources = field(default_factory=Sources)
    places: dict[str, Marked] = field(default_factory=dict)
    packs: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[PackError] = field(default_factory=list)
    texts: Mapping[Path, str] = field(default_factory=dict)
    rule_shape: type[schema.Strict] = schema.Rule


def gather(folders: Iterable[Path], texts: Mapping[Path, str] = MappingProxyType({})) -> Gathered:
    """The sources of the packs in `folders`; built-in guidelines are taken along.

    Args:
        texts: file → text that stands in place of what the file holds.
    """
    gathered = Gathered(texts=texts)
    shared = Path(rules_folder()) / GUIDELINES_FILE
    if shared.is_file():
        _attempt(gathered, _guidelines, shared)
    for folder in folders:
        _attempt(gathered, _pack, folder)
    _override(gathered)
    _check_extends(gathered)
    _check_playbooks(gathered)
    return gathered


def add_file(gathered: Gathered, folder: Path, file: Path, pack_name: str) -> None:
    """Add one file of the pack in `folder`, any but pack.yaml, to what was gathered."""
    _attempt(gathered, _step(folder, file, pack_name), file, pack_name)


def _read(gathered: Gathered, file: Path) -> Marked:
    text = gathered.texts.get(file)
    name = shown(str(file))
    return marked_yaml.read(file, name) if text is None else marked_yaml.parse(text, name)


def _attempt(gathered: Gathered, step: Any, file: Path, *rest: Any) -> None:
    try:
        step(gathered, file, *rest)
    except PackError as error:
        gathered.problems.append(error)
    except validation.PackErrors as error:
        gathered.problems.extend(error.errors)


def _pack(gathered: Gathered, folder: Path) -> None:
    file = folder / PACK_FILE
    if not file.is_file():
        raise PackError("这不是规则包：没有 pack.yaml", shown(str(folder)))
    marked = _read(gathered, file)
    pack = validation.validate(schema.Pack, marked)
    name = pack["name"]
    if name in RESERVED:
        raise marked.error(f"“{name}”是保留的名字，请换一个", ("name",))
    if name in gathered.packs:
        raise marked.error(f"规则包的名字“{name}”已经有了（{gathered.packs[name]['folder']}），请换一个", ("name",))
    _check_engine(marked, pack)
    gathered.packs[name] = {**pack, "folder": shown(str(folder)), "marked": marked}
    gathered.sources.segmenter.extend(pack["segmenter"]["add"])
    gathered.sources.placeholders.update({fold_word(item["name"]): item["type"] for item in pack["placeholders"]})
    try:
        members = [Path(file) for file in pack_files(str(folder))]
    except OSError as error:
        raise PackError(f"文件夹打不开：{error.strerror}", shown(str(error.filename))) from error
    for member in members:
        if member.name != PACK_FILE:
            _attempt(gathered, _step(folder, member, name), member, name)


def _check_engine(marked: Marked, pack: dict[str, Any]) -> None:
    wanted = pack.get("engine", ">=0").removeprefix(">=")
    have, need = ([int(part) for part in version.split(".")] for version in (__version__, wanted))
    if have < need:
        raise marked.error(f"这个规则包要 {wanted} 以上的教练，现在是 {__version__}，请先升级", ("engine",))


def _step(folder: Path, file: Path, pack_name: str) -> Any:
    if file.name == GUIDELINES_FILE:
        return _guidelines
    first = PLAYBOOKS if pack_name == PLAYBOOKS else file.relative_to(folder).parts[0]
    if first == PLAYBOOKS:
        return _wordings if file.stem == WORDINGS else _playbook
    return {"signals": _signal, "lexicons": _lexicon}.get(first, _rule)


def _guidelines(gathered: Gathered, file: Path, _pack_name: str = "") -> None:
    marked = _read(gathered, file)
    if not isinstance(marked.data, dict):
        raise marked.error("这里要写“准则 id: 内容”")
    for name, data in marked.data.items():
        if name in gathered.sources.guidelines:
            raise marked.error(f"准则“{name}”已经有了", (name,), key=True)
        gathered.sources.guidelines[name] = validation.validate(schema.Guideline, marked, data, (name,))


def _signal(gathered: Gathered, file: Path, _pack_name: str) -> None:
    marked = _read(gathered, file)
    _unused(gathered, file.stem, marked)
    gathered.sources.signals[file.stem] = validation.validate(schema.Signal, marked)
    gathered.places[f"signal {file.stem}"] = marked


def _lexicon(gathered: Gathered, file: Path, _pack_name: str) -> None:
    marked = _read(gathered, file)
    _unused(gathered, file.stem, marked)
    gathered.sources.lexicons[file.stem] = validation.validate(schema.Lexicon, marked)["words"]
    gathered.places[f"lexicon {file.stem}"] = marked


def _playbook(gathered: Gathered, file: Path, pack_name: str) -> None:
    """A playbook; those of packs of one's own are asked before the built-in ones."""
    marked = _read(gathered, file)
    name = f"{pack_name}/{file.stem}"
    playbook = {**validation.validate(schema.Playbook, marked), "name": name}
    gathered.places[f"playbook {name}"] = marked
    others = gathered.sources.playbooks
    place = next((index for index, other in enumerate(others) if not other["name"].startswith(f"{pack_name}/")), None)
    others.insert(len(others) if place is None or pack_name == PLAYBOOKS else place, playbook)


def _wordings(gathered: Gathered, file: Path, _pack_name: str) -> None:
    marked = _read(gathered, file)
    gathered.sources.wordings = validation.validate(schema.Wordings, marked)
    gathered.places["wordings"] = marked


def _unused(gathered: Gathered, name: str, marked: Marked) -> None:
    if name in BUILT_IN:
        raise marked.error(f"<{name}> 是自带的词表，请换一个名字")
    for kind in ("signal", "lexicon"):
        if f"{kind} {name}" in gathered.places:
            raise marked.error(f"名字“{name}”已经用过了：{gathered.places[f'{kind} {name}'].file}")


def _rule(gathered: Gathered, file: Path, pack_name: str) -> None:
    marked = _read(gathered, file)
    rule_id = f"{pack_name}/{file.stem}"
    if f"rule {rule_id}" in gathered.places:
        raise marked.error(f"规则 {rule_id} 已经有了：{gathered.places[f'rule {rule_id}'].file}")
    rule = validation.validate(gathered.rule_shape, marked)
    for index, alias in enumerate(rule["aliases"]):
        if f"rule {alias}" in gathered.places:
            raise marked.error(f"{alias} 是另一条规则，不能当旧名字用", ("aliases", index))
    gathered.sources.rules.append({**rule, "id": rule_id, "pack": pack_name})
    gathered.places[f"rule {rule_id}"] = marked


def _override(gathered: Gathered) -> None:
    rules = {rule["id"]: rule for rule in gathered.sources.rules}
    for pack in gathered.packs.values():
        for rule_id, change in pack["override"].items():
            if rule_id not in rules:
                message = unknown("规则", rule_id, rules)
                gathered.problems.append(pack["marked"].error(message, ("override", rule_id), key=True))
            elif change == "off":
                gathered.sources.rules.remove(rules.pop(rule_id))
            else:
                rules[rule_id]["severity"] = change["severity"]


def _check_extends(gathered: Gathered) -> None:
    """The built-in packs that a pack switches on must exist."""
    builtin = [Path(folder).name for folder in builtin_folders()]
    for pack in gathered.packs.values():
        for index, name in enumerate(pack["extends"]):
            if name not in builtin:
                message = unknown("自带规则包", name, builtin)
                gathered.problems.append(pack["marked"].error(message, ("extends", index)))


def _check_playbooks(gathered: Gathered) -> None:
    """The built-in playbooks that a pack or profile asks for must exist."""
    for pack in gathered.packs.values():
        lists: list[tuple[tuple[str, ...], dict[str, Any]]] = [(("playbooks",), pack)]
        lists += [(("profiles", name, "playbooks"), profile) for name, profile in pack["profiles"].items()]
        for path, chosen in lists:
            for index, name in enumerate(chosen.get("playbooks") or ()):
                known = builtin_playbooks()
                if name not in known:
                    error = pack["marked"].error(unknown("自带话术", name, known), (*path, index))
                    gathered.problems.append(error)


def packs_of(gathered: Gathered) -> Iterator[dict[str, Any]]:
    """What the rulebook keeps of each pack."""
    for pack in gathered.packs.values():
        kept = ("name", "title", "version", "default", "folder", "extends", "profiles")
        yield {key: pack.get(key, "") for key in kept} | {"playbooks": pack.get("playbooks")}
