"""The smallest remedy in words: as a whole, and process by process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphkit.changes.remedy import Appointment, Grant, Remedy, Unclosed
from graphkit.changes.remedy.explain import (
    why_appointed,
    why_granted,
    why_passed_on,
    why_sponsored,
    why_told,
    why_unclosed,
)
from graphkit.changes.remedy.plan import BuyIn, Passing
from graphkit.model.schema import LEVELS
from graphkit.reporters.advice import name_of
from graphkit.views.report.contents import Cure, Step
from graphkit.views.report.words import named


class Cures:
    """Puts a remedy into words.

    Args:
        remedy: The remedy.
    """

    def __init__(self, remedy: Remedy) -> None:
        self._remedy = remedy
        self._by_process: dict[int, list[str]] = defaultdict(list)
        for appointment in remedy.appointments:
            self._by_process[appointment.process].append(f"{self._appointed(appointment)}.")
        for grant in remedy.grants:
            for process in grant.processes:
                self._by_process[process].append(f"{self._granted(grant)}.")
        for unclosed in remedy.unclosed:
            self._by_process[unclosed.process].append(f"Nothing closes this gap: {self._why_unclosed(unclosed)}.")

    def of(self, process: int) -> tuple[str, ...]:
        """What would close the gap of one process, or why nothing does.

        Args:
            process: The process's number.
        """
        return tuple(self._by_process.get(process, ()))

    def cure(self) -> Cure:
        """The whole remedy."""
        remedy, model = self._remedy, self._remedy.model
        grants = sorted(remedy.grants, key=lambda grant: grant.processes)
        return Cure(
            gaps=len(remedy.gaps),
            closed=len(remedy.closed),
            appointments=tuple(Step(self._appointed(each), why_appointed(model, each)) for each in remedy.appointments),
            mandates=tuple(Step(self._granted(each), why_granted(model, each)) for each in grants),
            passing=tuple(Step(self._passed(each), why_passed_on(model, each)) for each in remedy.passing),
            buy_ins=tuple(Step(self._sponsored(each), why_sponsored(model, each)) for each in remedy.buy_ins),
            communications=tuple(Step(self._told(each), why_told(model, each)) for each in remedy.untold),
            unclosed=tuple(Step(self._name(each.process), self._why_unclosed(each)) for each in remedy.unclosed),
            grants=remedy.counted,
            spare=remedy.optimality_gap,
        )

    def _appointed(self, appointment: Appointment) -> str:
        words = f"{self._name(appointment.owner)} becomes the owner of {self._name(appointment.process)}"
        return f"{words} instead of {self._names(appointment.instead)}" if appointment.instead else words

    def _granted(self, grant: Grant) -> str:
        words = f"{self._name(grant.grantor)} gives {self._name(grant.grantee)} a mandate"
        words += f" within {self._names(grant.processes)}"
        over = self._names(grant.scope.covers) if grant.scope.covers else "all it depends on"
        words += f", with {_WITH[LEVELS[grant.level - 1]]} {over}"
        if grant.scope.dimensions:
            words += f" (of {named(grant.scope.dimensions)} alone)"
        return f"{words}, which may be passed on" if grant.delegable else words

    def _passed(self, passing: Passing) -> str:
        return f"{self._name(passing.mandate)} may be passed on from now on"

    def _sponsored(self, buy_in: BuyIn) -> str:
        return f"{self._name(buy_in.sponsor)} sponsors {self._name(buy_in.process)}"

    def _told(self, process: int) -> str:
        return f"People are told who sponsors {self._name(process)}"

    def _why_unclosed(self, unclosed: Unclosed) -> str:
        return why_unclosed(self._remedy.model, unclosed)

    def _names(self, nodes: Sequence[int]) -> str:
        return named([self._name(node) for node in nodes])

    def _name(self, node: int) -> str:
        return name_of(self._remedy.model, node)


_WITH = {"influence": "influence over", "direct": "the right to direct", "decide": "the decision over"}
