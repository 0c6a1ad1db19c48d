"""Packs: folders of YAML files, gathered into the sources of one rulebook.

Reading is forgiving as a whole and strict in each part: a file that is not right becomes a `PackError` with its place,
and the others are still used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach import __version__
from coach.core.compiler import Sources, unknown
from coach.core.language.folding import fold_word
from coach.errors import PackError
from coach.files import marked_yaml, schema
from coach.files.marked_yaml import Marked
from coach.files.names import GUIDELINES_FILE, PACK_FILE, pack_files, rules_folder, shown


@dataclass(slots=True)
class Gathered:
    """What the folders say.

    Attributes:
        places: ``rule ID``, ``signal NAME``, ``lexicon NAME`` → the file it comes from.
        packs: name → pack.yaml's data, with ``folder``.
        problems: what is wrong, in order of files.
    """

    sources: Sources = field(default_factory=Sources)
    places: dict[str, Marked] = field(default_factory=dict)
    packs: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[PackError] = field(default_factory=list)


def gather(folders: Iterable[Path]) -> Gathered:
    """The sources of the packs in `folders`; built-in guidelines are taken along."""
    gathered = Gathered()
    shared = Path(rules_folder()) / GUIDELINES_FILE
    if shared.is_file():
        _attempt(gathered, _guidelines, shared)
    for folder in folders:
        _attempt(gathered, _pack, folder)
    _override(gathered)
    return gathered


def _attempt(gathered: Gathered, step: Any, path: Path, *rest: Any) -> None:
    try:
        step(gathered, path, *rest)
    except PackError as error:
        gathered.problems.append(error)
    except schema.PackErrors as error:
        gathered.problems.extend(error.errors)


def _pack(gathered: Gathered, folder: Path) -> None:
    file = folder / PACK_FILE
    if not file.is_file():
        raise PackError("这不是规则包：没有 pack.yaml", shown(str(folder)))
    marked = marked_yaml.read(file, shown(str(file)))
    pack = schema.validate(schema.Pack, marked)
    name = pack["name"]
    if name in gathered.packs:
        raise marked.error(f"规则包的名字“{name}”已经有了（{gathered.packs[name]['folder']}），请换一个", ("name",))
    _check_engine(marked, pack)
    gathered.packs[name] = {**pack, "folder": shown(str(folder)), "marked": marked}
    gathered.sources.segmenter.extend(pack["segmenter"]["add"])
    gathered.sources.placeholders.update({fold_word(item["name"]): item["type"] for item in pack["placeholders"]})
    for path in map(Path, pack_files(str(folder))):
        if path.name != PACK_FILE:
            _attempt(gathered, _step(folder, path), path, name)


def _check_engine(marked: Marked, pack: dict[str, Any]) -> None:
    wanted = pack.get("engine", ">=0").removeprefix(">=")
    have, need = ([int(part) for part in version.split(".")] for version in (__version__, wanted))
    if have < need:
        raise marked.error(f"这个规则包要 {wanted} 以上的教练，现在是 {__version__}，请先升级", ("engine",))


def _step(folder: Path, path: Path) -> Any:
    if path.name == GUIDELINES_FILE:
        return _guidelines
    return {"signals": _signal, "lexicons": _lexicon}.get(path.relative_to(folder).parts[0], _rule)


def _guidelines(gathered: Gathered, path: Path, _pack_name: str = "") -> None:
    marked = marked_yaml.read(path, shown(str(path)))
    for name, data in marked.data.items():
        if name in gathered.sources.guidelines:
            raise marked.error(f"准则“{name}”已经有了", (name,), key=True)
        gathered.sources.guidelines[name] = schema.validate(schema.Guideline, marked, data, (name,))


def _signal(gathered: Gathered, path: Path, _pack_name: str) -> None:
    marked = marked_yaml.read(path, shown(str(path)))
    _unused(gathered, path.stem, marked)
    gathered.sources.signals[path.stem] = schema.validate(schema.Signal, marked)
    gathered.places[f"signal {path.stem}"] = marked


def _lexicon(gathered: Gathered, path: Path, _pack_name: str) -> None:
    marked = marked_yaml.read(path, shown(str(path)))
    _unused(gathered, path.stem, marked)
    gathered.sources.lexicons[path.stem] = schema.validate(schema.Lexicon, marked)["words"]
    gathered.places[f"lexicon {path.stem}"] = marked


def _unused(gathered: Gathered, name: str, marked: Marked) -> None:
    for kind in ("signal", "lexicon"):
        if f"{kind} {name}" in gathered.places:
            raise marked.error(f"名字“{name}”已经用过了：{gathered.places[f'{kind} {name}'].file}")


def _rule(gathered: Gathered, path: Path, pack_name: str) -> None:
    marked = marked_yaml.read(path, shown(str(path)))
    rule_id = f"{pack_name}/{path.stem}"
    if f"rule {rule_id}" in gathered.places:
        raise marked.error(f"规则 {rule_id} 已经有了：{gathered.places[f'rule {rule_id}'].file}")
    rule = schema.validate(schema.Rule, marked)
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


def packs_of(gathered: Gathered) -> Iterator[dict[str, Any]]:
    """What the rulebook keeps of each pack."""
    for pack in gathered.packs.values():
        kept = ("name", "title", "version", "default", "folder", "extends", "profiles")
        yield {key: pack.get(key, "") for key in kept}
