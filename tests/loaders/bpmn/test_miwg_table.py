"""The table of reference models in the documentation is what the models hold."""

from __future__ import annotations

from docs.miwg import PAGE, page, table

# model, pools, lanes, processes, sub-processes, activities, cross-functional, functional, not known
BY_HAND = """
| A.4.1 | 2 | 3 | 3 | 2 | 6 | 2 | 3 | 0 |
| C.1.0 | 2 | 4 | 3 | 0 | 9 | 2 | 1 | 0 |
| C.4.0 | 4 | 2 | 4 | 0 | 22 | 1 | 3 | 0 |
"""


def test_three_models_are_as_counted_by_hand() -> None:
    assert set(BY_HAND.strip().splitlines()) <= set(table().splitlines())


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m docs.miwg"
