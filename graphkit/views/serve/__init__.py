"""The pages from a local server that follows the model's files."""

from __future__ import annotations

from graphkit.views.serve.server import Address, Server
from graphkit.views.serve.site import Site

__all__ = ["Address", "Server", "Site"]
