"""What the six rules about missing authority share: one factory, told in terms of a dimension."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphkit.config import Policy
from graphkit.index.index import Index
from graphkit.index.judgement import MISSING
from graphkit.model.schema import DIMENSIONS
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.authority.words import counted, mandate_over
from graphkit.rules.scope import without_repeats
from graphkit.rules.words import shown

_AUTHORITY = {"influence": "influence over", "direct": "authority to direct", "decide": "authority to decide on"}
"""Each level that a policy may require, as what an owner lacks."""


@dataclass(frozen=True)
class Dimension:
    """The rule that an owner needs the required level over every element of a dimension.

    Attributes:
        name: The dimension, as the schema has it.
        one: What one of its elements is called.
        many: What several of them are called.
    """

    name: str
    one: str
    many: str

    @property
    def code(self) -> int:
        """Position among the dimensions."""
        return DIMENSIONS.index(self.name)

    def rule(self, page: str) -> Rule:
        """The rule about this dimension.

        Args:
            page: The rule's page.
        """
        return Rule(
            code=f"AUT{self.code + 1:03}",
            name=f"no-authority-over-{self.name}",
            severity="error",
            find=self.find,
            message=self.message,
            fix=self.fix,
            page=page,
        )

    def find(self, index: Index, policy: Policy) -> Hits:
        """Processes whose owner lacks authority over elements of the dimension.

        Args:
            index: The compiled model.
            policy: What the organisation has set.
        """
        missing = index.judgement.elements_with(MISSING)
        missing = missing.where(index.authority.dimensions[missing.values] == self.code)
        rows = np.flatnonzero(missing.counts > 0)
        return without_repeats(index, Hits.at_processes(rows, missing.take(rows)))

    def message(self, hit: Hit) -> str:
        """What is wrong.

        Args:
            hit: The finding.
        """
        lacks = f"{hit.owner_name} lacks {_AUTHORITY[hit.index.policy.required[self.name]]}"
        return f"{lacks} {self._counted(hit)} in {hit.process_name}: {hit.names()}"

    def fix(self, hit: Hit) -> str:
        """What would mend it.

        Args:
            hit: The finding.
        """
        return f"add {mandate_over(hit, hit.evidence)}, that covers {shown(hit, hit.evidence, word='and')}"

    def _counted(self, hit: Hit) -> str:
        elements = hit.index.judgement.elements[hit.process]
        total = int(np.count_nonzero(hit.index.authority.dimensions[elements] == self.code))
        return counted(len(hit.evidence), total, self.one, self.many)
