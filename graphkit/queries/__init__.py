"""Finds what is in the `cypher/` folder: the schema of a database, and the library of queries."""

from __future__ import annotations

from pathlib import Path

from graphkit.errors import InputError, nearest
from graphkit.queries.header import Query, read_query


def cypher_folder() -> Path:
    """The folder of Cypher files, in a checkout or in an installed package.

    Returns:
        A folder with `schema/` and `queries/`.

    Examples:
        >>> (cypher_folder() / "schema" / "constraints.cypher").is_file()
        True
    """
    package = Path(__file__).parent.parent
    installed = package / "_cypher"
    return installed if installed.is_dir() else package.parent / "cypher"


def query_files() -> list[Path]:
    """The files of the library, by family and name."""
    return sorted((cypher_folder() / "queries").glob("*/*.cypher"))


def library() -> list[Query]:
    """Every query of the library, by family and name.

    Raises:
        InputError: When a file is not as it should be; it says which, where and why.
    """
    return [read_query(file) for file in query_files()]


def find_query(name: str) -> Query:
    """The query of this name.

    Args:
        name: A name, or `family/name`.

    Raises:
        InputError: When there is none, with the nearest name, or when several families have one.

    Examples:
        >>> find_query("owner-load").family
        'ownership'
    """
    files = query_files()
    found = [file for file in files if name in (file.stem, f"{file.parent.name}/{file.stem}")]
    if len(found) == 1:
        return read_query(found[0])
    if found:
        several = " or ".join(f"{file.parent.name}/{file.stem}" for file in found)
        raise InputError(f"several queries are called '{name}': say {several}")
    near = nearest(name, [file.stem for file in files] + [f"{file.parent.name}/{file.stem}" for file in files])
    if near:
        raise InputError(f"no query '{name}' in the library", suggestion=near)
    raise InputError(f"no query '{name}' in the library; 'graphkit query --list' shows them")
