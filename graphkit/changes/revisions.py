"""Models as they were: paths taken out of a git history, without touching the work tree."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graphkit.errors import InputError
from graphkit.model.tables import Model

Tell = Callable[[str], None]
Load = Callable[[Sequence[str], Tell], Model]
"""Reads a model from paths."""


@dataclass(frozen=True)
class Revision:
    """One commit.

    Attributes:
        commit: Its hash.
        day: The day it was made on, as ISO 8601 says.
        subject: The first line of its message.
    """

    commit: str
    day: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of its hash."""
        return self.commit[:10]


def resolve(paths: Sequence[str], revision: str) -> str:
    """The commit that a name of a revision means.

    Args:
        paths: Paths in the repository; the first says which.
        revision: A branch, tag, hash, `HEAD~3`, ….

    Raises:
        InputError: When the paths are in no repository, or it has no such revision.
    """
    folder = _folder(paths)
    _root(folder)
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise InputError(f"'{revision}' is neither a path nor a git revision")
    return done.stdout.decode().strip()


def load_at(paths: Sequence[str], commit: str, shown: str, load: Load, tell: Tell = lambda _: None) -> Model:
    """Read a model as it was in a commit.

    Args:
        paths: Where it is now; they need not exist any more.
        commit: The commit.
        shown: What to call the commit in messages and places.
        load: Reads a model from paths.
        tell: Takes messages for the user.

    Raises:
        InputError: When the commit does not have the paths, or they cannot be read.
    """
    root = _root(_folder(paths))
    inner = [_inside(path, root) for path in paths]
    with TemporaryDirectory(prefix="graphkit-") as folder:
        for path in dict.fromkeys(inner):
            _extract(root, commit, shown, path, folder)
        names = {str(Path(folder, path)): f"{shown}:{path}" for path in inner}

        def said(words: str) -> str:
            for taken, name in names.items():
                words = words.replace(taken, name)
            return words.replace(f"{folder}{os.sep}", f"{shown}:")

        try:
            model = load(list(names), lambda message: tell(said(message)))
        except InputError as error:
            file = None if error.file is None else said(error.file)
            raise InputError(said(error.message), file=file, line=error.line, suggestion=error.suggestion) from None
    return replace(model, files=tuple(said(file) for file in model.files))


def history(paths: Sequence[str], since: str | None = None, most: int | None = None) -> list[Revision]:
    """The commits that changed some paths, the oldest first.

    Args:
        paths: The paths.
        since: A revision or a date; commits after it.
        most: How many of the latest.

    Raises:
        InputError: When the paths are in no repository, or `since` is neither a revision nor a date.
    """
    root = _root(_folder(paths))
    inner = [_inside(path, root) for path in paths]
    span = ["HEAD"]
    if since is not None:
        known = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
        span = (
            [f"{known.stdout.decode().strip()}..HEAD"] if not known.returncode else [f"--since={_day(since)}", "HEAD"]
        )
    limit = [] if most is None else [f"--max-count={most}"]
    form = "--format=%H%x00%cs%x00%s%x1e"
    done = _git(root, "log", "--first-parent", form, *limit, *span, "--", *(f":(top,literal){path}" for path in inner))
    if done.returncode:
        raise InputError(f"git log: {_said(done)}")
    entries = done.stdout.decode("utf-8", "replace").split("\x1e")
    revisions = [Revision(*entry.strip("\n").split("\0")) for entry in entries if entry.strip()]
    return revisions[::-1]


def _day(since: str) -> str:
    from datetime import date

    try:
        return f"{date.fromisoformat(since)}T00:00:00"
    except ValueError:
        raise InputError(f"'{since}' is neither a git revision nor a date such as 2026-01-31") from None


def _extract(root: Path, commit: str, shown: str, path: str, folder: str) -> None:
    done = _git(root, "archive", "--format=tar", commit, "--", *([] if path == "." else [f":(top,literal){path}"]))
    if done.returncode:
        raise InputError(f"is not in revision {shown}", file=path)
    try:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise InputError(f"cannot be taken out of revision {shown}: {error}", file=path) from error


def _folder(paths: Sequence[str]) -> Path:
    """The nearest folder that there is, from the first path upwards."""
    first = Path(paths[0]).absolute()
    return next(folder for folder in (first, *first.parents) if folder.is_dir())


def _root(folder: Path) -> Path:
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise InputError("is not in a git repository", file=str(folder))
    return Path(os.fsdecode(done.stdout).rstrip("\n"))


def _inside(path: str, root: Path) -> str:
    absolute = Path(path).resolve()
    if not absolute.is_relative_to(root.resolve()):
        raise InputError("is not in the git repository of the other paths", file=path)
    return absolute.relative_to(root.resolve()).as_posix()


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what the user names stands behind `--` or is verified
            ["git", "-C", str(folder), *words],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        raise InputError("git is not installed") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip().partition("\n")[0] or f"exit code {done.returncode}"
