"""Stop where `graphkit check` and another analysis differ: figures for different answers mean nothing.

python -m benchmarks.compare CHECK.json OTHER.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Compare every field that both give, for every process."""
    checked, judged = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:])
    ours = {row["id"]: row for row in checked["processes"]}
    theirs = {row["id"]: row for row in judged}
    differing = [id_ for id_, row in theirs.items() if any(ours.get(id_, {}).get(key) != row[key] for key in row)]
    if differing or len(ours) != len(theirs):
        first = next(iter(differing), "")
        sys.exit(
            f"{len(differing)} of {len(theirs)} processes differ ({len(ours)} checked), first {first}:\n"
            f"graphkit: {ours.get(first)}\nthe other: {theirs.get(first)}"
        )


if __name__ == "__main__":
    main()
