"""`coach rule ID`: one rule or guideline explained."""

from __future__ import annotations

import click

from coach.apps.cli.main import ExitStatus
from coach.apps.cli.settings_options import config_option, make_coach
from coach.core.rule import Rule
from coach.errors import SelectionError
from coach.files.reports.tally import SEVERITY_WORDS
from coach.files.reports.terminal import APPLICABILITY_WORDS


@click.command()
@click.argument("name", metavar="ID")
@click.option("--pack", "packs", multiple=True, metavar="NAME|PATH", help="Add a pack of your own.")
@config_option
@click.pass_context
def command(click_context: click.Context, /, name: str, packs: tuple[str, ...], config: str | None) -> None:
    """Explain a rule or a guideline: what it marks, why, what to say instead, with examples."""
    coach = make_coach(("all", *packs), config, (name,))
    named = [rule for rule in coach.rules if name in (rule.pack, rule.guideline, rule.id, *rule.aliases)]
    if not named:
        raise SelectionError(f"没有叫“{name}”的规则或准则，一次写一个；coach rules 列出全部")
    for rule in named:
        click.echo(_explained(rule))
    click_context.exit(ExitStatus.WRONG_INPUT if coach.problems else ExitStatus.CLEAN)


def _explained(rule: Rule) -> str:
    steps = "".join(f"，有时是{SEVERITY_WORDS[step]}" for step, _ in rule.ladder)
    lines = [
        f"{rule.title}  ({rule.id}，准则 {rule.guideline}，{SEVERITY_WORDS[rule.severity]}{steps})",
        f"  是什么    {rule.what}",
        f"  为什么    {rule.why}",
        f"  怎么说好  {rule.instead}",
    ]
    for key, heading in (("flag", "会标出"), ("quiet", "不会标")):
        lines += [f"  {heading}    {_example(example, key)}" for example in rule.examples if key in example]
    for entry in rule.suggest:
        written = entry.get("rewrite") or "换成更好的词"
        lines.append(f"  改写      {written}（{APPLICABILITY_WORDS[_applicability(entry)]}）")
    return "\n".join([*lines, f"  出处      {rule.source}", ""])


def _applicability(entry: dict[str, str]) -> str:
    return "guide" if "⟨" in entry.get("rewrite", "") else entry.get("applicability") or "review"


def _example(example: dict[str, str], key: str) -> str:
    better = f"\n            更好：{example['better']}" if "better" in example else ""
    said = f"（客户：{'／'.join(example['context'])}）" if example.get("context") else ""
    return example[key].replace("\n", " ⏎ ") + said + better
