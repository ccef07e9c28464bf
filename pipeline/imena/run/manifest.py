"""What makes a run reproducible: versions, model, options, a digest of the input, counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from imena.run.digest import InputDigest


def manifest(
    environment: Mapping[str, Any],
    options: Mapping[str, Any],
    digest: InputDigest,
    counts: Mapping[str, int],
    status: Mapping[str, int],
) -> dict[str, Any]:
    """The record of one run; JSON types only.

    Args:
        environment: what `imena.run.environment.environment` gave.
        options: those of the run.
        digest: of all documents.
        counts: rows of each table.
        status: documents of each status.
    """
    return {
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        **environment,
        "options": dict(options),
        "input": digest.record(),
        "counts": {**counts, "status": dict(sorted(status.items()))},
    }
