"""`scanglot evaluate`: how often the machine was right, measured against what people approved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.store.agreement import Agreement


def evaluate(
    out: Annotated[Path, typer.Argument(help="Folder of records with a review desk.", file_okay=False)],
    from_reviews: Annotated[
        bool, typer.Option("--from-reviews", help="Measure against the records approved at the review desk.")
    ] = False,
    db: Annotated[
        str, typer.Option(help="The desk's database, where it is not in OUT.", envvar="SCANGLOT_DB")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure the machine's readings, field by field, against approved records.

    Example: scanglot evaluate outputs --from-reviews
    """
    from pipeline.store.database import default_url
    from pipeline.store.desk import Desk

    if not from_reviews:
        raise SettingsError("there is nothing to measure against.", cure="Say --from-reviews.")
    if not db and not (out / ".scanglot" / "review.sqlite").is_file():
        raise SettingsError(
            "nobody has reviewed this folder.", where=str(out), cure=f"Review it: scanglot review {out}"
        )
    desk = Desk(db or default_url(out))
    try:
        count, found = desk.agreements()
    finally:
        desk.close()
    typer.echo(_as_json(count, found) if as_json else _as_table(count, found))


def _as_json(count: int, found: tuple[Agreement, ...]) -> str:
    fields = {
        one.path: {
            "values": one.values,
            "right": one.right,
            "accuracy": round(one.accuracy, 4),
            "character_error_rate": round(one.error_rate, 4),
        }
        for one in found
    }
    return json.dumps({"approved": count, "fields": fields}, ensure_ascii=False, indent=1)


def _as_table(count: int, found: tuple[Agreement, ...]) -> str:
    lines = [f"{count} approved record{'' if count == 1 else 's'}"]
    if found:
        width = max(len(one.path) for one in found)
        lines.append(f"{'field':{width}}  values  right  accuracy  characters wrong")
        lines += [
            f"{one.path:{width}}  {one.values:6}  {one.right:5}  {one.accuracy:7.1%}  {one.error_rate:15.2%}"
            for one in found
        ]
    return "\n".join(lines)
