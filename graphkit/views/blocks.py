"""JSON that is safe inside a page, plain or compressed."""

from __future__ import annotations

import base64
import gzip
import json

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def safe_json(value: object) -> str:
    r"""A value as JSON that ends no script element and starts no comment, whatever its texts are.

    Args:
        value: A tree of plain values.

    Raises:
        ValueError: For numbers that JSON does not have.

    Examples:
        >>> safe_json({"name": "</script>"})
        '{"name":"\\u003c/script\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)


def packed(value: object) -> str:
    """A value as JSON, gzip and base64; the same for the same value.

    Args:
        value: A tree of plain values.

    Examples:
        >>> import gzip, base64
        >>> gzip.decompress(base64.b64decode(packed([1, "é"]))).decode()
        '[1,"é"]'
    """
    plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(plain, compresslevel=9, mtime=0)).decode("ascii")
