"""`coach serve`: the coach as a server on this machine."""

from __future__ import annotations

from typing import Any

import click

from coach.apps.cli.selection import rule_options
from coach.apps.cli.settings_options import config_option, given
from coach.errors import ServeError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0: one that is free.")
@click.option("--name", "names", multiple=True, metavar="HOST[:PORT]", help="Another address people reach it under.")
@click.option("--token-file", metavar="FILE", help="Everybody needs the token in this file.")
@click.option("--tls-cert", "certificate", metavar="FILE", help="Certificate, PEM.")
@click.option("--tls-key", "key", metavar="FILE", help="Its key, PEM.")
@click.option("--behind-proxy", is_flag=True, help="A proxy before it speaks TLS.")
@click.option(
    "--rate", "per_second", default=1000.0, show_default=True, type=click.FloatRange(1),
    help="Requests a second that one client may make.",
)  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@rule_options
@config_option
def command(opens: bool, **choice: Any) -> None:
    """Answer programs on this machine over HTTP, until Ctrl+C.

    Other machines reach it only with --token-file, and TLS files or --behind-proxy.
    """
    try:
        from coach.apps.web.reloading import Recipe
        from coach.apps.web.serving import Place, serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "coach":
            raise
        raise ServeError("coach serve 还缺几个组件，请先安装：pip install 'reply-coach[web]'") from None
    place = Place(**{key: choice.pop(key) for key in Place._fields})
    recipe = Recipe(choice["config"], given(choice))

    def told(address: str, behind: str) -> None:
        proxied = f"（代理请转到 {behind}）" if behind else ""
        click.echo(f"教练在 {address} 等着{proxied}，按 Ctrl+C 停下。", err=True)
        if opens and click.launch(address) != 0:
            click.echo("浏览器没有打开，请自己打开上面的地址。", err=True)

    serve(recipe, place, told, lambda sentence: click.echo(sentence, err=True))
