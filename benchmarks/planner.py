"""Clock the planner on a made-up network of the size of the country's; `itc evaluate plan` measures others.

Run `python -m benchmarks.planner`; it fails if a plan is not sound, or answers take longer than the limit.
"""

import sys

from itc.algorithms.scheduling.evaluation.run import Setup, evaluated

LIMIT_MS = 2_500
"""Pinned generously above the 95th percentile, for slow and busy machines."""


def main() -> int:
    """Print what was measured, and return 1 if it is not good enough."""
    report = evaluated(Setup(small_cases=0))
    for name, value in report.items():
        print(f"{name:14} {value}")
    return int(not report["checked"] or report["p95_ms"] > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
