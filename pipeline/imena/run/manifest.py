"""Make the manifest, which records what a run needs to be reproducible."""

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
    """Return the record of one run as JSON types.

    Args:
        environment: from `imena.run.environment.environment`.
        options: the options of the run.
        digest: of all documents.
        counts: the number of rows of each table.
        status: the number of documents with each status.
    """
    return {
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        **environment,
        "options": dict(options),
        "input": digest.record(),
        "counts": {**counts, "status": dict(sorted(status.items()))},
    }
