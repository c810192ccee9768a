"""What README and guide tell people to type does what they say.

A fenced block of CSV or TOML is written to the file that the text before it names last. In a `console` block each
line after `$ ` is run; the lines below it must appear in what it prints, in order, with `…` for what is left out.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from graphkit.cli.run import run

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(.*?)^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w/-]+\.(?:csv|toml))`")
REST = doctest.ELLIPSIS_MARKER
INSTEAD = {"make demo": "graphkit check examples/meridian  # exit code 1"}
"""What the Makefile runs for a command."""


def joined(lines: list[str]) -> str:
    return "".join(f"\n{' '.join(line.split())}" for line in lines)


def follows(expected: list[str], printed: list[str]) -> bool:
    """Whether lines were printed as they are expected, spaces aside."""
    want, got = joined(expected).replace("\n…", REST).replace("…", REST), joined(printed)
    return doctest.OutputChecker().check_output(want, got, doctest.ELLIPSIS)


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the lines below it."""
    lines = [line for line in block.splitlines() if line.strip()]
    for _, part in groupby(enumerate(lines), key=lambda at: sum(line.startswith("$ ") for line in lines[: at[0] + 1])):
        command, *printed = [line for _, line in part]
        yield command.removeprefix("$ "), printed


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_commands_do_what_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("examples").symlink_to(ROOT / "examples")
    count = 0
    for before, kind, block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        if kind in ("csv", "toml"):
            file = Path(NAMED.findall(before)[-1])
            file.parent.mkdir(exist_ok=True)
            file.write_text(block, encoding="utf-8")
        for command, expected in commands(block) if kind == "console" else ():
            program, comment = (f"{INSTEAD.get(command, command)}#".split("#")[part].strip() for part in (0, 1))
            name, *arguments = shlex.split(program)
            assert name == "graphkit"
            assert run(arguments) == int(comment.removeprefix("exit code ") or 0), command
            printed = capsys.readouterr().out
            assert follows(expected, [line for line in printed.splitlines() if line.strip()]), f"{command}\n{printed}"
            count += 1
    assert count
