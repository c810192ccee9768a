"""`graphkit serve`: the pages from a local server that follows the model's files."""

from __future__ import annotations

import errno
import gc
import os
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options

if TYPE_CHECKING:
    from graphkit.config import Settings
    from graphkit.views.serve import Address, Server, Site

PORT = 8765
"""The port, where it is free."""


@click.command(name="serve", short_help="Show the pages in a browser, and follow the model's files.")
@options.paths
@click.option("--port", type=click.IntRange(0, 65535), help="0 for any free one.  [default: 8765, else any free one]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another one lets others in who reach it.")
@click.option("--title", default="Process ownership report", show_default=True, help="The title of the report.")
@click.option("--pseudonyms", is_flag=True, help="Call people Person 1, Person 2 and so on.")
@options.today
@options.quiet
def command(
    paths: tuple[str, ...],
    port: int | None,
    host: str,
    title: str,
    pseudonyms: bool,
    today: date | None,
    quiet: bool,
) -> None:
    """Serve the view and the report of a model on this machine, anew whenever its files change.

    PATH is a file or folder of the model. A model that does not load is told on the page, and the
    page recovers when it is mended. Nothing can be changed from the browser. Ctrl-C ends it.
    """
    from graphkit.cli.model import settings_of
    from graphkit.views.serve import Address, Site
    from graphkit.views.serve.follow import Follower

    def tell(message: str) -> None:
        if not quiet:
            click.echo(message, err=True)

    gc.enable()  # other commands are over before it would pay
    settings = settings_of(paths, {"today": today})
    followed = _followed(settings)

    def make() -> dict[str, str]:
        return _pages(settings_of(paths, {"today": today}), tell, title, pseudonyms=pseudonyms)

    site = Site(make, ("view", "report"), tell)
    follower = Follower(followed, site.refresh)
    with _listening(Address(host, PORT if port is None else port), site, settings, any_port=port is None) as server:
        if not Address(host).local:
            click.echo(f"warning: whoever reaches {host} can read this model", err=True)
        follower.start()
        threading.Thread(target=site.refresh, daemon=True).start()
        click.echo(f"serving {', '.join(settings.sources)} at {server.url} (Ctrl-C ends it)", err=True)
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            tell("")
        finally:
            site.close()
            follower.stop()


def _followed(settings: Settings) -> list[Path]:
    """The files and folders that the pages come from; a path that is not there is a mistyped one."""
    if not settings.sources:
        raise click.UsageError(
            "no model: name a file or folder, or sources in graphkit.toml", click.get_current_context()
        )
    for source in settings.sources:
        if not os.path.lexists(source):
            raise FileNotFoundError(errno.ENOENT, "no such file or folder", source)
    return [Path(source) for source in (*settings.sources, *filter(None, [settings.file]))]


def _listening(address: Address, site: Site, settings: Settings, *, any_port: bool) -> Server:
    """A server where it was asked for, or on any free port where none was."""
    from graphkit.errors import InputError
    from graphkit.views.serve import Address, Server

    model = ", ".join(settings.sources)
    try:
        return Server(address, site, model)
    except OSError as error:
        if any_port and error.errno == errno.EADDRINUSE:
            return Server(Address(address.host), site, model)
        raise InputError(f"cannot listen on {address.host}:{address.port}: {error.strerror}") from error


def _pages(settings: Settings, tell: Callable[[str], None], title: str, *, pseudonyms: bool) -> dict[str, str]:
    from graphkit import api
    from graphkit.cli.model import load_model
    from graphkit.views.pseudonyms import pseudonymous
    from graphkit.views.report.html import to_html

    model = load_model(settings, tell)
    named = Path(settings.sources[0]).resolve().stem
    view = api.view(model, settings, title=named, pseudonyms=pseudonyms)
    contents = api.report_contents(pseudonymous(model) if pseudonyms else model, settings, title=title)
    return {"view": view, "report": to_html(contents)}
