"""The settings and the model that a command works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from graphkit.config import Settings, load_settings

if TYPE_CHECKING:
    from graphkit.model.tables import Model


def settings_of(paths: Sequence[str], given: Mapping[str, object] | None = None) -> Settings:
    """The settings of a command.

    Args:
        paths: The paths on the command line; they come before the sources of the settings.
        given: Other settings on the command line, None for those not given.

    Raises:
        ConfigError: For settings that are not known or not valid.
    """
    return load_settings(paths, {**(given or {}), "sources": tuple(paths) or None})


def load_model(settings: Settings, tell: Callable[[str], None] = lambda _: None) -> Model:
    """Read the model that the settings name.

    Args:
        settings: The settings of the command.
        tell: Takes messages for the user.

    Raises:
        InputError: When the model cannot be read.
        click.UsageError: When no model is named.
    """
    from graphkit import api

    if not settings.sources:
        raise click.UsageError(
            "no model: name a file or folder, or sources in graphkit.toml ('graphkit init' makes one)",
            click.get_current_context(silent=True),
        )
    return api.load(settings.sources, tell=tell)


def process_named(model: Model, reference: str) -> int:
    """The process that somebody means.

    Args:
        model: The model.
        reference: An id, or the name of exactly one process.

    Returns:
        The number of the process.

    Raises:
        GraphkitError: When there is none, with the nearest id.
    """
    from graphkit.errors import InputError, nearest

    found = model.find(reference, ("Process",))
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"'{reference}' is the name of {len(found)} processes; name one by its id")
    table = model.nodes["Process"]
    raise InputError(
        f"no such process '{reference}'",
        suggestion=nearest(reference, [*table["id"].to_list(), *table["name"].drop_nulls().to_list()]),
    )
