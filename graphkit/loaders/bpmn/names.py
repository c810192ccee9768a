"""Ids made from names, so that what two models call the same is the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def slug(name: str) -> str:
    """A name as an id: lower case, accents folded, hyphens for all that is no letter or digit.

    Examples:
        >>> slug("Qualité & Sécurité")
        'qualite-securite'
        >>> slug("Straße 7 (ガス)")
        'strasse-7-ガス'
    """
    folded = "".join(_folded(sign) for sign in unicodedata.normalize("NFKC", name).casefold())
    return re.sub(r"[\W_]+", "-", folded).strip("-")


def _folded(sign: str) -> str:
    # Only where a Latin letter is left: the marks of other scripts make other letters.
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return bare if bare.isascii() else sign


def stems(paths: Sequence[Path]) -> list[str]:
    """The names that ids of each file start with: its name without endings.

    Args:
        paths: The files.

    Returns:
        One stem a file; where two files have one, the names of their folders come before it.

    Examples:
        >>> stems([Path("a/order.bpmn"), Path("b/order.bpmn20.xml"), Path("pay.bpmn")])
        ['a/order', 'b/order', 'pay']
    """
    names = [re.sub(r"(?i)(\.bpmn|\.bpmn20|\.bpmn2)$", "", path.stem) or path.stem for path in paths]
    for depth in range(1, max((len(path.parts) for path in paths), default=0)):
        twice = {name for name, count in Counter(names).items() if count > 1}
        if not twice:
            break
        names = [
            f"{path.parts[-1 - depth]}/{name}" if name in twice and depth < len(path.parts) else name
            for path, name in zip(paths, names, strict=True)
        ]
    return names
