"""What all records share: frozen models, boxes, confidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Generic, NamedTuple, NoReturn, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""How far a reading can be trusted, 0..1."""

PageNumber = Annotated[int, Field(ge=1)]
"""Page numbers start at 1."""

Transform = tuple[float, float, float, float, float, float, float, float, float]
"""A 3x3 projective matrix, row by row."""

IDENTITY: Transform = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


class Frozen(BaseModel):
    """A record: never changed after it is made, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The record with other values. Raises TypeError for a key that it has not, ValidationError for a wrong value."""
        if not update:
            return super().model_copy(deep=deep)
        known = type(self).model_fields
        if unknown := set(update) - set(known):
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}.")
        return type(self).model_validate({name: getattr(self, name) for name in known} | dict(update))


K = TypeVar("K")
V = TypeVar("V")


class Fixed(dict[K, V]):
    """A dict that is never changed after it is made; `|` gives a new one."""

    def _changed(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("what a record holds is never changed; make another record.")

    __setitem__ = __delitem__ = __ior__ = _changed
    clear = pop = popitem = setdefault = update = _changed

    def __reduce__(self) -> tuple[type[Fixed[K, V]], tuple[dict[K, V]]]:
        return type(self), (dict(self),)


ByKey = Annotated[dict[str, V], AfterValidator(Fixed)]
"""A map of a record, from BCP 47 languages, paths or stages."""


def no_keys() -> dict[str, Any]:
    """An empty map of a record."""
    return Fixed()


class Same(Generic[V]):
    """A record as a key of what was worked out from it: the very same object, which is quicker to tell than an equal one."""

    def __init__(self, it: V) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


class BBox(NamedTuple):
    """A box in pixels of the cleaned, upright page; origin top left, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def middle_x(self) -> float:
        """The column of its middle."""
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        """The row of its middle."""
        return (self.top + self.bottom) / 2

    def union(self, other: BBox) -> BBox:
        """The smallest box around both."""
        return BBox(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def part(self, start: float, end: float) -> BBox:
        """The piece of it between two shares of its width, 0..1."""
        left, right = (self.left + round(share * self.width) for share in (start, end))
        return self._replace(left=left, right=right)

    def shares_rows(self, other: BBox) -> int:
        """Pixels of height that both boxes cover."""
        return max(0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def shares_columns(self, other: BBox) -> int:
        """Pixels of width that both boxes cover."""
        return max(0, min(self.right, other.right) - max(self.left, other.left))


def around(boxes: list[BBox] | tuple[BBox, ...]) -> BBox:
    """The smallest box around all boxes; the empty box at the origin for none."""
    if not boxes:
        return BBox(0, 0, 0, 0)
    return BBox(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
