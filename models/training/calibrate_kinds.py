"""Fit the curve that calibrates the probabilities of NEREL's kinds.

    python -m models.training.calibrate_kinds nerel_dev.jsonl MODEL

It prints "kinds_calibration" for the model's meta.json. The networks were not trained on these
documents, but the curve is fitted on all of them; the expected calibration error is that of five
folds of documents, five times.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from models.training.calibrate import cross_validate, expected_calibration_error, fit

import imena
from imena.components.kinds import KINDS


def main() -> None:
    """Print the curve and the errors."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    nlp = imena.load(sys.argv[2])
    recogniser = nlp.config["components"]["recognise"]
    nlp.add_pipe("imena_kinds", config={"encoder": recogniser.get("encoder")})
    found = []
    for number, (row, doc) in enumerate(zip(rows, nlp.pipe(r["text"] for r in rows), strict=True)):
        gold = {tuple(span) for span in row["nested"]}
        group = doc.spans[KINDS]
        for span, score in zip(group, group.attrs["scores"], strict=True):
            right = (span.start_char, span.end_char, span.label_) in gold
            found.append((number, score, right))
    documents, scores, right = map(np.array, zip(*found, strict=True))
    one_label = np.zeros(len(right))
    calibrated = cross_validate(documents, one_label, scores, right)
    errors = [expected_calibration_error(one, right) for one in calibrated]
    print(f"{len(right)} spans, {right.mean():.3f} right; expected calibration error", end=" ")
    print(f"{expected_calibration_error(scores, right):.3f}, calibrated {np.mean(errors):.3f}")
    curve = fit(scores, right)
    print(json.dumps({"slope": round(curve.slope, 3), "intercept": round(curve.intercept, 3)}))


if __name__ == "__main__":
    main()
