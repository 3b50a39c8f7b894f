"""Draw the training curve as SVG from the log and the evaluations.

python models/recipes/zh-en/curve.py --out docs/draft-model-curve.svg
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from paths import work_folder

WIDE, HIGH, LEFT, TOP = 640, 300, 50, 20
Points = list[tuple[float, float]]


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file; none where there is no such file."""
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )


def place(points: Points, across: float, low: float, high: float) -> Points:
    """Points of the picture for (tokens, value)."""
    return [(LEFT + x / across * WIDE, TOP + HIGH - (y - low) / (high - low) * HIGH) for x, y in points]


def line(points: Points, colour: str, dots: bool = False) -> str:
    """A polyline, with dots where asked."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>' + marks * dots


def axis(across: float, low: float, high: float, at: float, colour: str, anchor: str) -> str:
    """Labels of a vertical axis at x, and its grid lines."""
    made = []
    for step in range(6):
        value = low + (high - low) * step / 5
        y = place([(0, value)], across, low, high)[0][1]
        made.append(f'<line x1="{LEFT}" x2="{LEFT + WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        made.append(
            f'<text x="{at}" y="{y + 4:.1f}" fill="{colour}" text-anchor="{anchor}">{value:.1f}</text>'
        )
    return "".join(made)


def picture(log: list[dict[str, Any]], evaluations: list[dict[str, Any]]) -> str:
    """The curve: nats a piece in training (left axis), chrF on the development lines (right axis)."""
    across = max(row["tokens"] for row in log)
    nats = place([(row["tokens"], row["nats"]) for row in log], across, 2.0, 7.5)
    parts = place([(row["tokens"], float(row["chrf_parts"])) for row in evaluations], across, 0, 60)
    whole = place([(row["tokens"], float(row["chrf_lines"])) for row in evaluations], across, 0, 60)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE + 110} {HIGH + 70}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        + axis(across, 2.0, 7.5, LEFT - 6, "#777", "end")
        + axis(across, 0, 60, LEFT + WIDE + 6, "#b03060", "start")
        + line(nats, "#777")
        + line(parts, "#b03060", dots=True)
        + line(whole, "#3060b0", dots=True)
        + f'<text x="{LEFT}" y="{TOP + HIGH + 20}">0</text>'
        + f'<text x="{LEFT + WIDE}" y="{TOP + HIGH + 20}" text-anchor="end">{across / 1e6:.1f} million pieces seen</text>'
        + f'<text x="{LEFT}" y="{TOP + HIGH + 42}" fill="#777">training loss, smoothed labels (nats a piece)</text>'
        + f'<text x="{LEFT + 290}" y="{TOP + HIGH + 42}" fill="#b03060">dev chrF, in parts</text>'
        + f'<text x="{LEFT + 420}" y="{TOP + HIGH + 42}" fill="#3060b0">dev chrF, whole lines</text></svg>\n'
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=work_folder())
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    log, evaluations = read(args.folder / "log.jsonl"), read(args.folder / "evaluations.jsonl")
    single = sorted((row for row in evaluations if row["mean_of"] == 1), key=lambda row: row["tokens"])
    args.out.write_text(picture(log, single), encoding="utf-8")


if __name__ == "__main__":
    main()
