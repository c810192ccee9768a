"""The one module that knows pyvis: it writes the overview and supplies vis-network, everything else is ours.

pyvis's own pages load from elsewhere, run what names contain, and write beside themselves. So its lists are filled at
once instead of one by one, its options are a plain dict, and it renders a template of ours, which has neither headings
nor titles nor menus of its making.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network  # type: ignore[import-untyped]

from graphkit.errors import GraphkitError
from graphkit.views.blocks import packed, safe_json
from graphkit.views.picture import Picture
from graphkit.views.style import SHAPES

_SCRIPTS = (
    "base",
    "data",
    "look",
    "label",
    "stage",
    "export",
    "table",
    "legend",
    "search",
    "panel",
    "neighbourhood",
    "matrix",
    "views",
    "main",
)
"""Modules of the page's script, each before those that use it."""

_OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "hover": True, "keyboard": False, "zoomView": False, "selectable": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}},
}
"""What makes vis-network quick: no physics, straight edges, positions as given."""


def render(picture: Picture, blocks: Iterable[tuple[str, object]], *, title: str, description: str) -> str:
    """Write a page.

    Args:
        picture: What it opens on; its spots are numbered as in the page.
        blocks: Names and contents of what it holds, see `graphkit.views.content`.
        title: What it is about.
        description: One sentence for whoever has no script.

    Returns:
        One HTML document that needs nothing else.
    """
    network = Network(directed=True)
    network.nodes = [_node(place, picture) for place in range(len(picture.spots))]
    network.edges = [
        {
            "id": place,
            "from": line.source,
            "to": line.target,
            "type": line.kind,
            "role": line.role,
            "status": line.status,
        }
        for place, line in enumerate(picture.lines)
    ]
    network.options = dict(_OPTIONS)
    network.templateEnv = _environment(
        title=title,
        description=description,
        blocks=[(name, Markup(f'"{packed(block)}"')) for name, block in blocks],  # noqa: S704 - base64 alone
    )
    network.path = "view.html.j2"
    page: str = network.generate_html()
    return page


def _node(place: int, picture: Picture) -> dict[str, Any]:
    spot = picture.spots[place]
    return {
        "id": place,
        "node": spot.node,
        "kind": spot.kind,
        "name": spot.name,
        "status": spot.status,
        "x": spot.x,
        "y": spot.y,
        "size": spot.size,
        "shape": SHAPES[spot.kind],
        "lane": spot.lane,
        "members": list(spot.members),
    }


def _environment(**names: object) -> Environment:
    """Jinja with every value escaped but scripts and styles of our own, whose hashes the policy of the page names."""
    style = _read("view.css")
    program = "\n".join(_read(f"js/{name}.js") for name in _SCRIPTS)
    library, script = _vis_network(), f'(() => {{\n"use strict";\n{program}}})();\n'
    environment = Environment(
        loader=PackageLoader("graphkit.views"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["json"] = lambda value: Markup(safe_json(value))  # noqa: S704 - it ends no element
    environment.globals |= names | {
        "policy": _policy([library, script], [style]),
        "library": _inline(library),
        "script": _inline(script),
        "style": _inline(style),
    }
    return environment


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A Content-Security-Policy that lets these scripts and styles run and nothing be loaded."""
    allowed = {"script-src": scripts, "style-src": styles}
    parts = [" ".join([name, *(f"'sha256-{_digest(text)}'" for text in texts)]) for name, texts in allowed.items()]
    return "; ".join(["default-src 'none'", *parts, "img-src data: blob:", "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _inline(text: str) -> Markup:
    """A script or style as it is.

    Raises:
        GraphkitError: It would end its own element.
    """
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise GraphkitError("a script of the page ends its own element")
    return Markup(text)  # noqa: S704 - checked above


def _read(name: str) -> str:
    return (resources.files("graphkit.views") / "templates" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The script of vis-network, without the comment that makes debuggers ask for its source."""
    file = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    lines = file.read_text(encoding="utf-8").split("\n")  # `splitlines` would cut at signs inside of its strings
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")) + "\n"
