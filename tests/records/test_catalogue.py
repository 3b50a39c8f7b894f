"""Every field of the catalogue goes all the way: from the article into the record, its schema, the desk and each writer."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.records.article import Abstract, Affiliation, Article, Author, Evidence, Field, Kind
from pipeline.records.base import BBox
from pipeline.records.catalogue import Contributor, Dated, Printed, Shape, catalogue
from pipeline.records.record import Dates, Record
from pipeline.records.values import dates_of, printed_values, values
from pipeline.stages.check.again import article_of
from pipeline.store.contents import contents
from pipeline.store.edits import NewValue, apply
from pipeline.web.labels import label_of
from pipeline.writers.formats import FORMATS
from pipeline.writers.record_schema import record_schema
from pipeline.writers.table import COLUMNS, table
from tests.records.made import record as made

_PLACE = (Evidence(page=1, bbox=BBox(0, 0, 1, 1), raw="", engine="hand"),)
FIELDS = catalogue(Printed) | catalogue(Dated)
NOT_VALUES = {"sections"}
OTHERS = {"doi": "10.1234/abc", "issn": "1234-5679"} | dict.fromkeys(catalogue(Dated), "1999-01-01")
"""Values in the form that the desk asks for."""


def sentinel(name: str) -> str:
    """A value that nothing else in the record holds."""
    if name == "year":
        return "1987"
    if FIELDS[name].shape is Shape.DATE:
        return f"19{61 + list(catalogue(Dated)).index(name)}-05-17"
    return f"Q{name.replace('_', '')}Q"


def field(name: str) -> Field:
    return Field(value=sentinel(name), evidence=_PLACE)


def full() -> Article:
    """An article with a value in every field of the catalogue, by nothing but its shape."""
    by_shape: dict[Shape, Any] = {
        Shape.ONE: field,
        Shape.DATE: field,
        Shape.MANY: lambda name: (field(name),),
        Shape.TEXT: lambda name: {"zh": field(name)},
        Shape.WORDS: lambda name: {"zh": (field(name),)},
        Shape.ABSTRACT: lambda name: {"zh": Abstract(text=field(name))},
    }
    content = {name: by_shape[about.shape](name) for name, about in FIELDS.items() if about.shape in by_shape}
    content["authors"] = (
        Author(
            name={"zh": field("authors")},
            affiliations=(1,),
            email=Field(value="q@q.org"),
            orcid=Field(value="0000"),
        ),
    )
    content["affiliations"] = (Affiliation(id=1, name={"zh": field("affiliations")}),)
    return Article(kind=Kind.ARTICLE, language="zh", **content)


def record() -> Record:
    def text(path: str, value: Field) -> Any:
        return int(value.value) if path == "year" else value.value

    article = full()
    empty = made(evidence={}, translated=[]).model_dump()
    kept = {k: v for k, v in empty.items() if k not in catalogue(Printed) and k != "dates"}
    return Record(**kept, **printed_values(article, text), dates=Dates(**dates_of(article, text)))


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in NOT_VALUES])
def test_a_value_in_a_field_is_in_the_record_with_its_evidence_on_the_desk_and_in_the_table(
    name: str,
) -> None:
    found = record()
    said = contents(found)
    path = next(path for path, text in said.items() if sentinel(name) in text)
    assert name in path.split(".")
    assert sentinel(name) in found.model_dump_json()
    assert any(name in path.split(".") for path, _, _ in values(full()))
    assert sentinel(name) in table(found)
    assert label_of(path)
    if FIELDS[name].shape is not Shape.MEMBERS:
        other = OTHERS.get(name) or said[path].replace(sentinel(name), "1988")
        changed = apply(found, NewValue(path=path, value=other))
        assert contents(changed)[path] != said[path]


@pytest.mark.parametrize("name", list(FIELDS))
def test_every_field_is_in_the_schema_with_its_label(name: str) -> None:
    schema = record_schema()
    where = schema["$defs"]["Dates"] if FIELDS[name].shape is Shape.DATE else schema
    assert name in where["properties"]
    assert FIELDS[name].label
    assert FIELDS[name].label_zh


def test_writers_hold_the_fields_that_the_catalogue_claims_for_them() -> None:
    found = record()
    for name, about in FIELDS.items():
        for form in about.formats:
            assert sentinel(name) in FORMATS[form].write(found), (name, form)


def test_columns_of_the_table_are_the_catalogue() -> None:
    assert {name for name in FIELDS if name not in NOT_VALUES} <= set(COLUMNS)


def test_an_article_comes_back_from_its_record() -> None:
    back = article_of(record())
    assert [(p, [f.value for f in fields]) for p, _, fields in values(back)] == [
        (p, [f.value for f in fields]) for p, _, fields in values(full())
    ]


def test_a_wrong_name_or_value_cannot_be_put_into_a_record() -> None:
    article = full()
    with pytest.raises(TypeError, match="has no titel"):
        article.model_copy(update={"titel": {}})
    with pytest.raises(ValidationError):
        article.model_copy(update={"title": ["text"]})


def test_what_a_record_holds_cannot_be_changed() -> None:
    article = pickle.loads(pickle.dumps(full()))
    with pytest.raises(TypeError):
        article.title["zh"] = field("title")
    with pytest.raises(TypeError):
        article.model_copy(update={"title": {"en": field("title")}}).title.clear()
    assert json.loads(article.model_dump_json())["title"]["zh"]["value"] == sentinel("title")
    assert set(catalogue(Contributor)) == {"name", "affiliations", "corresponding", "email", "orcid"}
