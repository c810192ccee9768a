"""Finds what is in the `cypher/` folder."""

from __future__ import annotations

from pathlib import Path


def cypher_folder() -> Path:
    """The folder of Cypher files, in a checkout or in an installed package.

    Returns:
        A folder with `schema/` and `queries/`.

    Examples:
        >>> (cypher_folder() / "schema" / "constraints.cypher").is_file()
        True
    """
    package = Path(__file__).parent
    installed = package / "_cypher"
    return installed if installed.is_dir() else package.parent / "cypher"
