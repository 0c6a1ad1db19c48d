"""What a new file of a pack starts as: small, in order, and with a word on what to put where."""

from __future__ import annotations

from string import Template
from typing import Final

_TEMPLATES: Final = {
    "rule": """\
# 这条规则找什么、为什么，写给以后的自己。
guideline: $guideline
check: {kind: phrase, any: [要找的说法]}
suggest:
  - {rewrite: "⟨更好的说法⟩"}
# flag 要报，⟦…⟧ 括住该标的地方；quiet 不能报。
examples:
  - {flag: "这句话里有⟦要找的说法⟧"}
  - {quiet: 这句话没有问题}
""",
    "signal": """\
# 规则里用 <$name> 来用它。
any: [要找的说法]
examples:
  - {flag: "这句话里有⟦要找的说法⟧"}
  - {quiet: 这句话没有问题}
""",
    "lexicon": """\
# 规则里用 <$name> 来用它。
words: [要找的词]
""",
    "playbook": """\
title: $name
things:
  改时间:
    about: ["时间 ~6 (改|换)", "(改|换) ~4 时间"]
    because: 时间定下来就排进当天的路线了
    limit: 换时间要和师傅重新约
    can: 联系师傅给您另约一个时间
    examples: [时间改不了了哦]
""",
}


def template(kind: str, name: str, guideline: str) -> str:
    """The text of a new file.

    Args:
        kind: of `coach.files.pack_files.KINDS`.
        guideline: that a rule shall belong to.
    """
    return Template(_TEMPLATES[kind]).substitute(name=name, guideline=guideline)
