"""Which translation weights are here: folders, manifest, checksums, and the one rule by which a model is chosen.

The rule: of the models for the pair, (1) the one named in the settings, (2) full before small before draft, (3) a model
for exactly that language before one for its base language (`zh` for `zh-Hant`), (4) the order in the language file,
(5) the order of the places searched, (6) the name.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from pipeline.engines.forms import FIREFOX_FILES, REQUIRED, WEIGHT_FILES, Files, Form, files_of
from pipeline.errors import SettingsError, ToolMissing
from pipeline.languages import languages
from pipeline.records.base import Frozen

MANIFEST = "manifest.toml"
CARD = "scanglot.toml"

_NEEDED = f"{', '.join(REQUIRED)} and {' or '.join(WEIGHT_FILES)}; or {FIREFOX_FILES}"


class ModelQuality(StrEnum):
    """What a model is good for, best first: `small` is a fast student of a full one, `draft` only for a first look."""

    FULL = "full"
    SMALL = "small"
    DRAFT = "draft"


class ModelEntry(Frozen):
    """One model of a manifest. `hub` is where `models fetch` gets it; `prefix` is put before every sentence.

    `sha256` maps file names to checksums; `size` is in bytes. `score_floor` and `read_floor` are a draft's `Floors`.
    """

    name: str
    source: str
    target: str
    quality: ModelQuality = ModelQuality.FULL
    revision: str = ""
    licence: str = ""
    size: int = 0
    note: str = ""
    hub: str | None = None
    prefix: str | None = None
    score_floor: float | None = None
    read_floor: float | None = None
    sha256: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Weights:
    """A model folder that is here, with its manifest entry."""

    entry: ModelEntry
    folder: Path

    @property
    def files(self) -> Files:
        """The files that the model needs. Raises ToolMissing where one is not there."""
        found = files_of(self.folder)
        if found is None:
            raise ToolMissing(
                f"the model {self.entry.name} lacks files.",
                where=str(self.folder),
                cure=f"It needs {_NEEDED}: fetch or copy the model again.",
            )
        return found

    @property
    def file(self) -> Path:
        """The file with the weights themselves. Raises ToolMissing where there is none."""
        return self.folder / self.files.weights

    @property
    def revision(self) -> str:
        """The revision of the manifest, or the first 12 digits of the weights' checksum."""
        return self.entry.revision or sha256(self.file)[:12]


def places() -> list[Path]:
    """The folders searched for models, best first: $SCANGLOT_MODELS, ./models, the project's, the user's data."""
    named = os.environ.get("SCANGLOT_MODELS", "")
    found = [Path(part) for part in named.split(os.pathsep) if part]
    found += [
        Path("models"),
        Path(__file__).parents[2] / "models",
        Path(sys.prefix) / "share" / "scanglot" / "models",
        user_place(),
    ]
    return list(dict.fromkeys(path.resolve() for path in found))


def user_place() -> Path:
    """Where fetched and added models go unless told otherwise: $XDG_DATA_HOME/scanglot/models."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "scanglot" / "models"


def cache_place() -> Path:
    """Where converted weights go: $XDG_CACHE_HOME/scanglot."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "scanglot"


def read_manifest(path: Path) -> dict[str, ModelEntry]:
    """The entries of a manifest by name; none where there is no such file. Raises SettingsError if it is broken."""
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("model", [])
        entries = [ModelEntry.model_validate(row) for row in rows]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise SettingsError("the manifest of models is broken.", where=str(path), cure=str(error)) from error
    return {entry.name: entry for entry in entries}


def known() -> dict[str, ModelEntry]:
    """Every model that a manifest in one of the places describes, here or not; the first place wins."""
    found: dict[str, ModelEntry] = {}
    for place in places():
        found = read_manifest(place / MANIFEST) | found
    return found


def is_model(folder: Path) -> bool:
    """Whether a folder holds a whole model of a form that we know."""
    return files_of(folder) is not None


def weights_in(folder: Path) -> Weights:
    """A model folder with its entry: from the manifest beside it, its own card, or its names. Raises ToolMissing."""
    folder = folder.resolve()
    files = files_of(folder)
    if files is None:
        raise ToolMissing(
            "this is no model of translation.", where=str(folder), cure=f"Such a folder holds {_NEEDED}."
        )
    manifest = read_manifest(folder.parent / MANIFEST) | read_manifest(folder / CARD)
    entry = manifest.get(folder.name) or known().get(folder.name) or _entry_by_name(folder.name, files)
    return Weights(entry=entry, folder=folder)


def _entry_by_name(name: str, files: Files) -> ModelEntry:
    """`opus-mt-zh-en` and `model.zhen.intgemm.alphas.bin` say their languages; of other names nothing is known."""
    if files.form is Form.FIREFOX:
        source, target = files.pair
        name = name if "firefox" in name else f"firefox-{source}-{target}"
        return ModelEntry(
            name=name, source=source, target=target, quality=ModelQuality.SMALL, licence="mpl-2.0"
        )
    pair = re.search(r"-([a-z]{2,3})-([a-z]{2,3})$", name)
    source, target = pair.groups() if pair else ("", "")
    return ModelEntry(name=name, source=source, target=target)


def installed() -> Iterator[Weights]:
    """Every model that is here, place by place, each name once."""
    seen: set[str] = set()
    for place in places():
        folders = sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
        for folder in folders:
            if folder.name not in seen and is_model(folder):
                seen.add(folder.name)
                yield weights_in(folder)


def named(model: str) -> Weights:
    """The model of that name or path. Raises ToolMissing where it is not here."""
    if Path(model).is_dir():
        return weights_in(Path(model))
    for weights in installed():
        if weights.entry.name == model:
            return weights
    entry = known().get(model)
    cure = (
        f"`scanglot models fetch {model}` gets it." if entry and entry.hub else "See `scanglot models list`."
    )
    raise ToolMissing(f"the model {model} is not here.", cure=cure)


def best(candidates: Iterable[Weights], source: str, target: str) -> Weights | None:
    """The best of the models for a pair by the rule at the top of this module, or None."""
    file = languages().get(source)
    order = file.translation.get(target, ()) if file else ()

    def rank(position: int, weights: Weights) -> tuple[int, bool, int, int, str]:
        entry = weights.entry
        listed = order.index(entry.name) if entry.name in order else len(order)
        return list(ModelQuality).index(entry.quality), entry.source != source, listed, position, entry.name

    fitting = [(rank(i, w), w) for i, w in enumerate(candidates) if fits(w.entry, source, target)]
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def fits(entry: ModelEntry, source: str, target: str) -> bool:
    """Whether a model translates the pair; a model for `zh` also takes `zh-Hant`."""
    return entry.source in {source, base(source)} and entry.target in {target, base(target)}


def base(language: str) -> str:
    """The primary subtag of a BCP 47 code."""
    return language.partition("-")[0]


def sha256(path: Path) -> str:
    """The checksum of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_card(weights: Weights) -> None:
    """Write a model's entry into its folder, with the checksum of every file that the model needs."""
    names = weights.files.names
    sums = {name: sha256(weights.folder / name) for name in names}
    size = sum((weights.folder / name).stat().st_size for name in names)
    entry = weights.entry.model_copy(update={"sha256": sums, "size": size})
    (weights.folder / CARD).write_text(as_toml(entry), encoding="utf-8")


def as_toml(entry: ModelEntry) -> str:
    """One entry as a `[[model]]` table."""
    values = entry.model_dump(exclude={"sha256"}, exclude_none=True, mode="json")
    lines = [
        "[[model]]",
        *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()),
    ]
    lines += ["", "[model.sha256]", *(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in entry.sha256.items())]
    return "\n".join(lines) + "\n"


def faults(weights: Weights) -> list[str]:
    """What is wrong with a model folder: files that are missing or differ from the manifest's checksums."""
    wrong = []
    for name, expected in weights.entry.sha256.items():
        path = weights.folder / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif sha256(path) != expected:
            wrong.append(f"{name} differs from its checksum")
    return wrong
