"""Two nodes of one kind have all but the same name.

## What it does

Compares the names (or ids, where there are none) of nodes with one label, people apart, as
they are once capitals, accents, punctuation, blanks and a plural `s` are put aside and the
words are sorted (not where there are figures, whose order means something). Fires once for all
nodes that are then called the same. Processes and functions that are part of different larger
ones, and roles in different functions, are taken to be different.

## Why it matters

Two sources seldom write a name alike. Where one system or department became two, each has
half of the facts, and an owner may have authority over one half only.

## Example

```yaml
systems:
  - {id: s1, name: Order Management}
  - {id: s2, name: "order-management"}
```

## What to do

Where they are the same, give them one id; where they are not, give them names that say how
they differ:

```yaml
systems:
  - {id: s1, name: Order Management}
```

## Settings

None.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graphkit.config import Policy
from graphkit.index.arrays import Ints, Ragged, unique_pairs
from graphkit.index.index import Index
from graphkit.model.schema import LABELS
from graphkit.report.finding import Hit, Hits
from graphkit.report.rule import Rule
from graphkit.rules.modelling.faults import process_of

_NOWHERE = -1


def _find(index: Index, policy: Policy) -> Hits:
    group, node = _groups(index)
    first = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if len(group) else group
    rest = np.delete(np.arange(len(group)), first)
    lowest = node[first]
    evidence = Ragged.group(group[rest], node[rest], len(first))
    return Hits.at_nodes(lowest, evidence, process_of(index, lowest))


def _groups(index: Index) -> tuple[Ints, Ints]:
    """Nodes that are called the same, two or more each: the number of their group, and the node."""
    blocks = _blocks(index)
    # What has no place may be any of the others, and then they stay together.
    placed = (pl.col("place") != _NOWHERE).all().over("label", "key")
    blocks = blocks.with_columns(pl.when(placed).then("place").otherwise(_NOWHERE))
    alike = pl.struct("label", "key", "place")
    groups = blocks.filter(alike.is_duplicated()).with_columns(pl.col("node").min().over(alike).alias("lowest"))
    groups = groups.sort("lowest", "node").select(pl.col("lowest").rle_id().cast(pl.Int64), "node")
    return groups["lowest"].to_numpy(), groups["node"].to_numpy()


def _blocks(index: Index) -> pl.DataFrame:
    """Nodes whose label and key others have too: `label`, `key`, `place` and `node`."""
    model = index.model
    names = pl.concat([model.nodes[label]["name"].fill_null(model.nodes[label]["id"]) for label in LABELS])
    compared = np.flatnonzero(~index.facts.is_label(np.arange(model.size), "Person"))
    blocks = pl.DataFrame(
        {
            "label": model.label_codes[compared],
            "key": name_key(names.gather(compared)),
            "place": _places(index)[compared],
            "node": compared,
        }
    )
    return blocks.filter((pl.col("key") != "") & pl.struct("label", "key").is_duplicated())


def name_key(names: pl.Series) -> pl.Series:
    """What is left of names when the ways of writing them are put aside.

    Examples:
        >>> name_key(pl.Series(["Purchase Orders", "orders, purchase", "E-Mail", "email", "Plant 1.2"])).to_list()
        ['orderpurchase', 'orderpurchase', 'email', 'email', 'plant1 2']
    """
    plain = names.str.to_lowercase()
    letter, figure = "a-z", "0-9"  # classes of all of Unicode take several times longer
    if plain.str.len_bytes().sum() != plain.str.len_chars().sum():
        letter, figure = r"\p{L}", r"\p{N}"
        plain = plain.str.replace_all("ß", "ss", literal=True).str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    plain = plain.str.replace_all(f"[^{letter}{figure}+#]+", " ").str.strip_chars()
    plain = plain.str.replace_all(r"\b([a-z]{2,}[a-rt-z])s\b", "$1")
    figures = plain.str.contains(f"[{figure}]")
    kept, sorted_ = plain.filter(figures), plain.filter(~figures)
    kept = kept.str.replace_all(f" ([{letter}])", "$1").str.replace_all(f"([{letter}]) ", "$1")
    sorted_ = sorted_.str.split(" ").list.eval(pl.element().sort()).list.join("")
    return plain.clone().scatter(figures.arg_true(), kept).scatter((~figures).arg_true(), sorted_)


def _places(index: Index) -> Ints:
    """The first thing that each node is part of, or for a role its function; -1 where there is none."""
    facts = index.facts
    part, whole = facts.edges("PART_OF")
    kept, keeper = facts.edges("BELONGS_TO")
    role = facts.is_label(kept, "Role")
    node, place = unique_pairs(np.concatenate([part, kept[role]]), np.concatenate([whole, keeper[role]]))
    nodes, first = np.unique(node, return_index=True)
    places = np.full(index.model.size, _NOWHERE, dtype=np.int64)
    places[nodes] = place[first]
    return places


def _message(hit: Hit) -> str:
    label = hit.index.model.label_of(hit.subject).lower()
    ids = [hit.index.model.show(node) for node in hit.evidence[:5]]
    more = f" and {len(hit.evidence) - len(ids)} more" if len(hit.evidence) > len(ids) else ""
    return f"{hit.subject_name} may be the same {label} as {hit.names()} ({', '.join(ids)}{more})"


def _fix(hit: Hit) -> str:
    id_ = hit.index.model.show(hit.subject)
    return f"give them the one id {id_}, or names that say how they differ"


RULE = Rule(
    code="MOD010",
    name="near-duplicate",
    severity="info",
    find=_find,
    message=_message,
    fix=_fix,
    page=__doc__,
)
