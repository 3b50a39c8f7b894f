"""The quick benchmarks, one after another: `python -m benchmarks`. The long ones are named at the end."""

from __future__ import annotations

import subprocess
import sys

QUICK = (
    ("benchmarks.export", "--records", "2000"),
    ("benchmarks.batch", "overhead", "--documents", "100"),
    ("benchmarks.review", "--records", "500"),
)
LONG = "real, scans, front, ocr, born, contributions, cleaning, memory, fields, layout, translation, engines, draft_model, batch speed and peers (see docs/measuring.md for their arguments)"


def main() -> int:
    """Run each in a process of its own; the exit code is that of the worst."""
    worst = 0
    for module, *arguments in QUICK:
        print(f"\n== python -m {module} {' '.join(arguments)}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", module, *arguments], check=False).returncode)
    print(f"\nLonger ones, called by themselves: {LONG}.")
    return worst


if __name__ == "__main__":
    sys.exit(main())
