"""Where a value stands in a record: `abstract.zh`, `authors.0.name.en`, `dates.received`, `source.pages.2`."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pipeline.records.catalogue import EVERY, Dated, Printed, Shape, catalogue, named

DATES = "dates"
"""The step under which a record has the days."""
SOURCE = "source"
"""The step under which a record tells of its file."""
_BESIDE = {DATES, SOURCE, "kind", "language"}
"""What a record has beside the fields of the catalogue that can be doubted."""
_BY_LANGUAGE = {Shape.TEXT, Shape.ABSTRACT, Shape.WORDS}


class FieldPath(str):
    """A record path: text for JSON and for people, steps through the catalogue for all that reads it.

    Empty, it is the record itself.
    """

    __slots__ = ()

    @classmethod
    def of(cls, *steps: str | int) -> FieldPath:
        """The path of a field and the steps to one value of it; a day stands under `dates`.

        Raises KeyError for a field that neither the catalogue nor the record has.
        """
        top = str(steps[0])
        if top in catalogue(Dated):
            return cls(".".join([DATES, *map(str, steps)]))
        if top not in catalogue(Printed) and (top not in _BESIDE or len(steps) > 1):
            raise KeyError(".".join(map(str, steps)))
        return cls(".".join(map(str, steps)))

    def below(self, *steps: str | int) -> FieldPath:
        """The path of a part of what stands here."""
        return FieldPath(".".join([self, *map(str, steps)]))

    @classmethod
    def page(cls, number: int) -> FieldPath:
        """The path of a page of the file, from 1."""
        return cls(f"{SOURCE}.pages.{number}")

    @property
    def steps(self) -> list[str]:
        """What stands between the points."""
        return self.split(".")

    @property
    def top(self) -> str:
        """The first step: a field, or what holds it."""
        return self.partition(".")[0]

    @property
    def member(self) -> int | None:
        """Which member of a list it is in, from 0."""
        steps = self.steps
        listed = len(steps) > 1 and steps[0] in named(Shape.MEMBERS, Shape.MANY) and steps[1].isdecimal()
        return int(steps[1]) if listed else None

    @property
    def field(self) -> str:
        """The field of the catalogue that it leads to, of a member its part; the first step where there is none."""
        steps = self.steps
        inner = steps[1:2] if steps[0] == DATES else steps[2:3] if self.member is not None else []
        return inner[0] if inner and inner[0] in EVERY else steps[0]

    @property
    def language(self) -> str | None:
        """The BCP 47 code of the language that the value is in, where the field has it by language."""
        at = 3 if self.member is not None else 1
        about = EVERY.get(self.field)
        return self.steps[at] if about and about.shape in _BY_LANGUAGE and len(self.steps) > at else None

    def within(self, top: str) -> bool:
        """Whether it is `top` or below it."""
        return self == top or self.startswith(f"{top}.")

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, handler(str))
