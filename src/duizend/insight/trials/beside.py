# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Works out a table in a process of its own: a table and its specification come in as JSON on standard input, the answer goes out.

Begun by working_out.py as `python -m duizend.insight.trials.beside`; the libraries of statistics end with it.
"""

from __future__ import annotations

import json
import sys

from duizend.insight.evaluation.rules.analysing import analyse
from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.spec import read_spec

NAME = "card"


def work_out(asked: dict[str, object]) -> dict[str, object]:
    """Answer one question: {"header", "rows", "specification"} becomes {"answer"}, or {"cannot"} with the reason."""
    spec = read_spec(str(asked["specification"]), NAME)
    if spec.value is None:
        return {"cannot": "; ".join(fault.message for fault in spec.faults)}
    try:
        answer, faults = analyse(asked["rows"], asked["header"], spec.value, NAME)  # type: ignore[arg-type]
    except CannotEvaluate as refusal:
        return {"cannot": str(refusal)}
    if answer is None:
        return {"cannot": "; ".join(fault.message for fault in faults)}
    return {"answer": answer}


if __name__ == "__main__":
    json.dump([work_out(one) for one in json.load(sys.stdin)], sys.stdout)
