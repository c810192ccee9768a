"""Who should own a process, who may take on a role, how mature ownership is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graphkit.api.checking import compile_index
from graphkit.config import Settings
from graphkit.model.tables import Model

if TYPE_CHECKING:
    from graphkit.advice.candidates import Candidates
    from graphkit.advice.maturity import Maturities
    from graphkit.advice.role_fit import RoleFit


def candidates(model: Model, process: int, settings: Settings | None = None, *, most: int = 10) -> Candidates:
    """Score everybody as owner of a process, each term of the score explained.

    Args:
        model: A model.
        process: The process's number.
        settings: Weights, policy and day; the defaults where None.
        most: How many of the best are told of.
    """
    from graphkit.advice.candidates import find_candidates

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today)
    return find_candidates(index, process, chosen.candidates, most)


def role_fit(
    model: Model,
    people: Sequence[int] = (),
    role: str = "cpo",
    process: int | None = None,
    settings: Settings | None = None,
    *,
    compare: bool = False,
) -> RoleFit:
    """Say whether people may take on a role: skills, authority, breadth and clout, each with its evidence.

    Args:
        model: A model.
        people: People and roles; all executives where it is empty.
        role: cpo or coo; owner for the owner of one process.
        process: The process to be owned.
        settings: Thresholds, policy and day; the defaults where None.
        compare: Put all executives beside them.

    Raises:
        InputError: When nobody active is meant.
    """
    from graphkit.advice.role_fit import fit_role, somebody

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today)
    asked = somebody(index, people, compare=compare or not people)
    return fit_role(index, asked, role, process, chosen.role_fit)


def maturity(model: Model, settings: Settings | None = None, *, processes: Iterable[int] = ()) -> Maturities:
    """How mature the ownership of cross-functional processes is, and what is missing for the next level.

    Args:
        model: A model.
        settings: Thresholds, policy and day; the defaults where None.
        processes: Numbers of the processes wanted; all where empty.
    """
    from graphkit.advice.maturity import find_maturity

    chosen = settings or Settings()
    index = compile_index(model, chosen.policy, chosen.today)
    return find_maturity(index, chosen.maturity, tuple(processes) or None)
