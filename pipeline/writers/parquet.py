"""Parquet, for DuckDB, pandas and Spark: a row a record, languages as maps, machine text apart. Needs pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.errors import ToolMissing
from pipeline.records.catalogue import Shape, named
from pipeline.records.record import Record, RecordAbstract, released
from pipeline.writers.characters import legal
from pipeline.writers.names import parts_in
from pipeline.writers.trust import confidences, flag_text, parts, reviewed

if TYPE_CHECKING:
    import pyarrow

ROWS = 1000
"""Records in a row group; memory is that of one."""
AT_ONCE = 100
"""Records that are rows of Python before they are Arrow's."""


def write_parquet(records: Iterable[Record], out: BinaryIO) -> int:
    """All records into one Parquet file, zstd, a row group a thousand; returns how many. Raises ToolMissing."""
    rest = iter(records)
    return write_rows(iter(lambda: rows(islice(rest, ROWS)), b""), out)


def write_rows(groups: Iterable[bytes], out: BinaryIO) -> int:
    """Row groups, each as `rows` gave it, into one Parquet file; returns how many rows. Raises ToolMissing."""
    arrow, parquet = libraries()
    count = 0
    with parquet.ParquetWriter(out, _schema(arrow), compression="zstd") as writer:
        for group in groups:
            with arrow.ipc.open_stream(group) as stream:
                found = stream.read_all()
            writer.write_table(found)
            count += found.num_rows
    return count


def rows(records: Iterable[Record]) -> bytes:
    """Rows as an Arrow stream, such as goes from process to process; nothing for no records. Raises ToolMissing."""
    arrow, _ = libraries()
    schema = _schema(arrow)
    found, target = iter(records), arrow.BufferOutputStream()
    some = [row(record) for record in islice(found, AT_ONCE)]
    if not some:
        return b""
    with arrow.ipc.new_stream(target, schema) as stream:
        while some:
            stream.write_batch(arrow.RecordBatch.from_pylist(some, schema=schema))
            some = [row(record) for record in islice(found, AT_ONCE)]
    return bytes(target.getvalue())


def parquet_bytes(records: Iterable[Record]) -> bytes:
    """A whole Parquet file in memory, for few records."""
    buffer = io.BytesIO()
    write_parquet(records, buffer)
    return buffer.getvalue()


def row(record: Record) -> dict[str, Any]:
    """A record as a row: `title` to `keywords` by language, printed text and machine text (`title_machine`) apart."""
    found: dict[str, Any] = {
        "id": record.id,
        "kind": record.kind.value,
        "status": record.status.value,
        "released": released(record),
        "language": record.language,
        **{key: getattr(record, key) for key in named(Shape.ONE) if key != "year"},
        "year": record.year,
        "journal": list(record.journal.items()),
        **{key: list(getattr(record, key)) for key in named(Shape.MANY)},
        **{f"date_{key}": getattr(record.dates, key) for key in named(Shape.DATE)},
        "authors": [_author(record, number) for number in range(len(record.authors))],
        "affiliations": [{"id": a.id, "name": list(a.name.items())} for a in record.affiliations],
        "sections": [s.model_dump() for s in record.sections],
        "score": record.quality.score,
        "grade": record.quality.grade,
        "review": reviewed(record),
        **dict(parts(record)),
        "flags": [flag_text(flag) for flag in record.quality.flags],
        "confidence": [(path, float(value)) for path, value in confidences(record).items()],
        "file": record.source.file,
    }
    for field in ("title", "abstract", "keywords"):
        values = {code: _cell_value(value) for code, value in getattr(record, field).items()}
        machine = {path.language for path in record.translated if path.top == field}
        found[field] = [(code, value) for code, value in values.items() if code not in machine]
        found[f"{field}_machine"] = [(code, value) for code, value in values.items() if code in machine]
    return {key: _clean(value) for key, value in found.items()}


def _clean(value: Any) -> Any:
    """The value with every text in it as UTF-8 can hold it."""
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return type(value)(map(_clean, value)) if isinstance(value, (list, tuple)) else value


def _author(record: Record, number: int) -> dict[str, Any]:
    author = record.authors[number]
    parts = {code: parts_in(author, code) for code in author.name}
    return {
        "name": list(author.name.items()),
        "family": [(code, name.family) for code, name in parts.items() if name.given],
        "given": [(code, name.given) for code, name in parts.items() if name.given],
        "affiliations": list(author.affiliations),
        "corresponding": author.corresponding,
        "email": author.email,
        "orcid": author.orcid,
    }


def _cell_value(value: str | RecordAbstract | tuple[str, ...]) -> Any:
    if isinstance(value, RecordAbstract):
        return {"text": value.text, "sections": [s.model_dump() for s in value.sections]}
    return value if isinstance(value, str) else list(value)


def _schema(arrow: Any) -> pyarrow.Schema:
    text, words = arrow.string(), arrow.list_(arrow.string())
    names = arrow.map_(text, text)
    section = arrow.struct([("label", text), ("heading", text), ("text", text)])
    abstract = arrow.map_(text, arrow.struct([("text", text), ("sections", arrow.list_(section))]))
    author = arrow.struct(
        [
            ("name", names),
            ("family", names),
            ("given", names),
            ("affiliations", arrow.list_(arrow.int32())),
            ("corresponding", arrow.bool_()),
            ("email", text),
            ("orcid", text),
        ]
    )
    kinds = {
        "released": arrow.bool_(),
        "year": arrow.int32(),
        "score": arrow.float32(),
        "journal": names,
        "title": names,
        "title_machine": names,
        "abstract": abstract,
        "abstract_machine": abstract,
        "keywords": arrow.map_(text, words),
        "keywords_machine": arrow.map_(text, words),
        **dict.fromkeys(named(Shape.MANY), words),
        "flags": words,
        "sections": arrow.list_(section),
        "authors": arrow.list_(author),
        "affiliations": arrow.list_(arrow.struct([("id", arrow.int32()), ("name", names)])),
        "confidence": arrow.map_(text, arrow.float32()),
    }
    return arrow.schema([(name, kinds.get(name, text)) for name in COLUMNS])


def libraries() -> tuple[Any, Any]:
    """pyarrow and its Parquet. Raises ToolMissing."""
    try:
        import pyarrow
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise ToolMissing("pyarrow is not installed.", cure="pip install 'scanglot[parquet]'") from error
    return pyarrow, pyarrow.parquet


def _columns() -> Iterator[str]:
    yield from (
        "id",
        "kind",
        "status",
        "released",
        "language",
        *named(Shape.ONE),
        "journal",
        *named(Shape.MANY),
    )
    yield from (f"date_{key}" for key in named(Shape.DATE))
    for field in ("title", "abstract", "keywords"):
        yield from (field, f"{field}_machine")
    yield from ("authors", "affiliations", "sections")
    yield from ("score", "grade", "review", "reading", "translation", "flags", "confidence", "file")


COLUMNS = tuple(_columns())
