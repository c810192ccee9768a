"""One JSON file: a mapping from table name to rows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from graphkit.model.tables import Model
from graphkit.writers.tables import tables_of


def write(model: Model, path: Path) -> None:
    """Write a model as JSON; what is not known is left out.

    Args:
        model: What to write.
        path: The file.
    """
    tables = {
        table: [
            {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in row.items()
                if value is not None
            }
            for row in frame.iter_rows(named=True)
        ]
        for table, frame in tables_of(model, flat=False).items()
    }
    path.write_text(json.dumps(tables, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
