"""Parse the CSV files of a folder with polars, as text, and nothing else.

python -m benchmarks.only_parse FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def main() -> None:
    """Read every file."""
    for file in sorted(Path(sys.argv[1]).glob("*.csv")):
        pl.read_csv(file, infer_schema=False)


if __name__ == "__main__":
    main()
