"""What a compiled model depends on, as one short name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date
from pathlib import Path

from graphkit.config import Policy
from graphkit.version import __version__

_WORKERS = 2


def key_of(paths: Sequence[str], files: Sequence[Path], policy: Policy, today: date, layout: int) -> str:
    """The name of the compiled model of some inputs.

    It differs whenever anything does that the outcome depends on: what the inputs are called and hold, in their
    order, the policy, the day, and the version of graphkit.

    Args:
        paths: The inputs as the user named them.
        files: All their files.
        policy: What the organisation has set.
        today: The day on which mandates must be current.
        layout: The number of the way in which compiled models are written.

    Raises:
        OSError: When a file cannot be read.
    """
    with ThreadPoolExecutor(_WORKERS) as workers:
        contents = list(workers.map(_digest, files))
    named = [[str(file), digest] for file, digest in zip(files, contents, strict=True)]
    settings = json.dumps(asdict(policy), sort_keys=True, default=str)
    whole = json.dumps([layout, __version__, list(paths), named, settings, today.isoformat()])
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
