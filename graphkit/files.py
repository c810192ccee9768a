"""Writing files so that they appear whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(path: str | Path) -> Iterator[Path]:
    """Write a file beside its place and move it there once it is whole.

    What stood there before stays untouched until then, and for good where writing fails.
    A device or pipe, such as `/dev/stdout`, is written directly.

    Args:
        path: Where the file shall be.

    Yields:
        The path to write to meanwhile: an empty file with the suffix of `path`.

    Raises:
        OSError: When it cannot be written; it names `path`, not the file meanwhile written to.

    Examples:
        >>> import tempfile
        >>> target = Path(tempfile.mkdtemp()) / "report.json"
        >>> with atomic_write(target) as part:
        ...     _ = part.write_text("{}")
        ...     target.exists()
        False
        >>> target.read_text()
        '{}'
    """
    named = Path(path)
    if named.exists() and not named.is_file() and not named.is_dir():
        yield named
        return
    target = named.resolve()  # a link goes on pointing to the file that is replaced
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(named))
    part = _beside(target)
    with _blaming(named, part):
        try:
            part.touch(exist_ok=False)
            if target.exists():
                shutil.copymode(target, part)
            yield part
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: str | Path) -> Iterator[Path]:
    """Write a folder of files beside its place and move it there once it is whole.

    Where the folder exists already, the new files replace those of the same name and the
    others stay.

    Args:
        path: Where the folder shall be.

    Yields:
        An empty folder to write to meanwhile.

    Raises:
        OSError: When it cannot be written; it names `path`.

    Examples:
        >>> import tempfile
        >>> target = Path(tempfile.mkdtemp()) / "model"
        >>> with atomic_folder(target) as part:
        ...     _ = (part / "people.csv").write_text("id")
        >>> [file.name for file in target.iterdir()]
        ['people.csv']
    """
    named = Path(path)
    target = named.resolve()
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(named))
    part = _beside(target)
    with _blaming(named, part):
        try:
            part.mkdir()
            yield part
            if target.exists():
                for file in sorted(part.iterdir()):
                    file.replace(target / file.name)
            else:
                part.rename(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _beside(target: Path) -> Path:
    """A hidden name in the same folder, so that moving it into place is one step."""
    return target.with_name(f".{target.stem[:100]}-{secrets.token_hex(6)}{target.suffix}")


@contextmanager
def _blaming(named: Path, part: Path) -> Iterator[None]:
    """Name the path the user gave in an error about the passing one, or about none."""
    try:
        yield
    except OSError as error:
        elsewhere = error.filename is not None and not str(error.filename).startswith(str(part))
        if error.errno is None or elsewhere:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(named)) from error
