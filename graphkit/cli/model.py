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

    return api.load(sources_of(settings), tell=tell)


def sources_of(settings: Settings) -> tuple[str, ...]:
    """The inputs that the settings name.

    Args:
        settings: The settings of the command.

    Raises:
        click.UsageError: When no model is named.
    """
    if not settings.sources:
        raise click.UsageError(
            "no model: name a file or folder, or sources in graphkit.toml ('graphkit init' makes one)",
            click.get_current_context(silent=True),
        )
    return settings.sources


def process_named(model: Model, reference: str) -> int:
    """The process that somebody means.

    Args:
        model: The model.
        reference: An id, or the name of exactly one process.

    Returns:
        The number of the process.

    Raises:
        InputError: When there is none, with the nearest id, or when there are several.
    """
    return _named(model, reference, ("Process",), "process")


def person_named(model: Model, reference: str) -> int:
    """The person or role that somebody means.

    Args:
        model: The model.
        reference: An id, `Label:id`, or the name of exactly one person or role.

    Returns:
        The number of the node.

    Raises:
        InputError: When there is none, with the nearest id, or when there are several.
    """
    return _named(model, reference, ("Person", "Role"), "person or role")


def function_named(model: Model, reference: str) -> int:
    """The function that somebody means.

    Args:
        model: The model.
        reference: An id, or the name of exactly one function.

    Returns:
        The number of the function.

    Raises:
        InputError: When there is none, with the nearest id, or when there are several.
    """
    return _named(model, reference, ("Function",), "function")


def element_named(model: Model, reference: str) -> int:
    """The node of any label that somebody means.

    Args:
        model: The model.
        reference: An id, `Label:id`, or a name that is the only one.

    Returns:
        The number of the node.

    Raises:
        InputError: When there is none, with the nearest id, or when there are several.
    """
    from graphkit.model.schema import LABELS

    return _named(model, reference, tuple(LABELS), "element")


def _named(model: Model, reference: str, labels: tuple[str, ...], noun: str) -> int:
    from graphkit.errors import InputError, nearest

    found = model.find(reference, labels)
    if len(found) == 1:
        return found[0]
    if found:
        known = ", ".join(model.show_all(found[:3]))
        raise InputError(f"'{reference}' may mean {len(found)} nodes ({known}); name one by its id")
    words = [word for label in labels for column in ("id", "name") for word in model.nodes[label][column].drop_nulls()]
    raise InputError(f"no such {noun} '{reference}'", suggestion=nearest(reference, words))
