"""Where settings are written: a TOML file found near the input, and the environment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import ConfigError

SETTINGS_FILE = "graphkit.toml"
PROJECT_FILE = "pyproject.toml"
PREFIX = "GRAPHKIT_"
USER, PASSWORD = "GRAPHKIT_NEO4J_USER", "GRAPHKIT_NEO4J_PASSWORD"
"""Variables that are no settings: they belong to nobody but the command that logs in."""


@dataclass(frozen=True)
class SettingsFile:
    """A settings file that was found.

    Attributes:
        path: The file.
        table: What it says: the whole file, or `[tool.graphkit]` of a project file.
        text: The file's text, to find the lines of keys in.
        prefix: Where in the file the table is: empty, or `("tool", "graphkit")`.
    """

    path: Path
    table: Mapping[str, object]
    text: str
    prefix: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One setting as somebody wrote it.

    Attributes:
        key: Its path: `("policy", "min_functions")`.
        value: What was written.
        file: The settings file that says so, None for the environment and the command line.
        variable: The environment variable or option that says so.
    """

    key: tuple[str, ...]
    value: object
    file: SettingsFile | None = None
    variable: str | None = None

    @property
    def name(self) -> str:
        """What it is called where it was written."""
        return self.variable or ".".join(self.key)

    def inner(self, key: str, value: object) -> Entry:
        """A key of this setting's table, as a setting of its own."""
        variable = None if self.variable is None else f"{self.variable}.{key}"
        return Entry((*self.key, key), value, self.file, variable)

    def wrong(self, message: str, suggestion: str | None = None) -> ConfigError:
        """An error that points at this setting."""
        if self.file is None:
            return ConfigError(message, suggestion=suggestion)
        line = line_of(self.file.text, self.file.prefix + self.key)
        return ConfigError(message, file=str(self.file.path), line=line, suggestion=suggestion)


def find_settings_file(start: Path) -> SettingsFile | None:
    """Find the settings that hold for a place: the nearest, from there upwards.

    In one folder `graphkit.toml` comes before `pyproject.toml`, which counts only when it
    has a table `[tool.graphkit]`.

    Args:
        start: A file or folder; it need not exist.

    Returns:
        The nearest settings file, or None.

    Raises:
        ConfigError: When a settings file cannot be read.
    """
    for folder in (start, *start.absolute().parents):
        if (path := folder / SETTINGS_FILE).is_file():
            return _read(path)
        if (path := folder / PROJECT_FILE).is_file() and "tool.graphkit" in path.read_text("utf-8", "replace"):
            found = _read(path, ("tool", "graphkit"))
            if found.table:
                return found
    return None


def _read(path: Path, prefix: tuple[str, ...] = ()) -> SettingsFile:
    shown = str(_shown(path))
    try:
        text = path.read_text("utf-8-sig")
        table: object = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8 text", file=shown) from error
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        match = re.match(r"line (\d+)", place)
        line = int(match[1]) if match else len(text.splitlines())
        raise ConfigError(f"not valid TOML: {message[:1].lower()}{message[1:]}", file=shown, line=line) from error
    except RecursionError as error:
        raise ConfigError("not valid TOML: nested too deeply", file=shown) from error
    for part in prefix:
        table = table.get(part, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError("must be a table", file=shown, line=line_of(text, prefix))
    return SettingsFile(Path(shown), table, text, prefix)


def _shown(path: Path) -> Path:
    """The path as people near it would write it: from here where that is below here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def line_of(text: str, key: tuple[str, ...]) -> int | None:
    r"""Find the line on which a key of a TOML file is set.

    Args:
        text: The file.
        key: The key's path, tables first.

    Returns:
        Its line, counted from 1; that of the nearest table around it where it stands in
        an inline table; None where it cannot be found.

    Examples:
        >>> line_of("[policy]\nmin_functions = 3\n", ("policy", "min_functions"))
        2
        >>> line_of("[policy]\nrequired = { people = 'decide' }\n", ("policy", "required", "people"))
        2
    """
    table: tuple[str, ...] = ()
    best: tuple[int, int] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = here = _parts(header[1])
        elif match := _KEY.match(line):
            here = table + _parts(match[1])
        else:
            continue
        shared = min(len(here), len(key))
        if here[:shared] == key[:shared] and (best is None or shared > best[0]):
            best = (shared, number)
    return None if best is None else best[1]


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(written))
