"""Where settings come from: files, then the environment, then the command line, the later the stronger."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.settings import Configuration, Settings

FILE = "scanglot.toml"
PREFIX = "SCANGLOT_"
ELSEWHERE = frozenset({"SCANGLOT_CONFIG", "SCANGLOT_MODELS", "SCANGLOT_ROOT"})
"""Variables that say where things lie: they are read where they are needed and are no settings of a run."""
SHORT = {"SCANGLOT_DB": "review.db", "SCANGLOT_CONTACT": "review.contact"}
"""Variables with a shorter name than their setting."""

_READING = {
    "pages": "pages.pages",
    "ocr": "ocr.engine",
    "lang": "ocr.languages",
    "to": "translate.target",
    "model": "translate.model",
    "translate": "translate.enabled",
    "glossary": "translate.glossary",
    "translation_memory": "translate.memory",
    "out": "run.out",
    "jobs": "run.jobs",
    "timeout": "run.timeout",
    "memory": "run.memory",
    "cluster": "run.cluster",
}
OPTIONS: dict[str, dict[str, str]] = {
    "run": _READING,
    "watch": _READING,
    "inspect": {"pages": "pages.pages", "ocr": "ocr.engine"},
    "translate": {
        "target": "translate.target",
        "model": "translate.model",
        "engine": "translate.engine",
        "beam": "translate.beam",
        "threads": "translate.threads",
        "glossary": "translate.glossary",
        "memory": "translate.memory",
    },
    "review": {"db": "review.db", "host": "review.host", "port": "review.port", "contact": "review.contact"},
    "export": {"db": "review.db"},
}
"""For each command, which setting gives an option its value where the command line does not."""


@dataclass(frozen=True)
class Given:
    """A setting that somebody gave: its dotted key, the value as given, and where (a file or a variable)."""

    key: str
    value: Any
    origin: str


def files(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """The settings files that are here, the stronger last: the user's own, then the working folder's.

    `SCANGLOT_CONFIG` names one file in place of both.
    """
    if named := environment.get("SCANGLOT_CONFIG"):
        return [Path(named)]
    home = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [path for path in (home / "scanglot" / FILE, Path(FILE)) if path.is_file()]


def given(environment: Mapping[str, str] = os.environ) -> dict[str, Given]:
    """Every setting that files or the environment give, by key. Raises SettingsError for keys that are none."""
    found: dict[str, Given] = {}
    for path in files(environment):
        found |= {one.key: one for one in _of_file(path)}
    return found | {one.key: one for one in _of_environment(environment)}


def configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """All settings in force before the command line. Raises SettingsError where a value makes no sense."""
    return _validated(given(environment))


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The part of the configuration that decides what a record says."""
    from pipeline.settings import Settings

    found = configuration(environment)
    return Settings(**{name: getattr(found, name) for name in Settings.model_fields})


def defaults(environment: Mapping[str, str] = os.environ) -> dict[str, dict[str, Any]]:
    """For each command, the values of options that the command line need not give. Raises SettingsError."""
    if not files(environment) and not any(_variables(environment)):
        return {}
    known = given(environment)
    _validated(known)
    return {
        command: {option: _spelled(known[key].value) for option, key in options.items() if key in known}
        for command, options in OPTIONS.items()
    }


def keys() -> dict[str, Any]:
    """Every setting's dotted key, with its default."""
    from pipeline.settings import Configuration

    return {
        f"{section}.{key}": value
        for section, values in Configuration().model_dump(mode="json").items()
        for key, value in values.items()
    }


def _variables(environment: Mapping[str, str]) -> Iterator[str]:
    return (name for name in environment if name.startswith(PREFIX) and name not in ELSEWHERE)


def _of_environment(environment: Mapping[str, str]) -> Iterator[Given]:
    known = {PREFIX + key.upper().replace(".", "_"): key for key in keys()} | SHORT
    for name in _variables(environment):
        if name not in known:
            raise SettingsError(f"the variable {name} is no setting.", cure=_near(name, [*known, *ELSEWHERE]))
        yield Given(known[name], environment[name], name)


def _of_file(path: Path) -> Iterator[Given]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"the settings cannot be read: {error}.", where=str(path)) from error
    known = keys()
    for section, values in content.items():
        for key in [f"{section}.{name}" for name in values] if isinstance(values, dict) else [section]:
            if key not in known:
                raise SettingsError(f"'{key}' is no setting.", where=str(path), cure=_near(key, [*known]))
            yield Given(key, values[key.partition(".")[2]], str(path))


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else "`scanglot settings` lists them all."


def _validated(known: Mapping[str, Given]) -> Configuration:
    from pydantic import ValidationError

    from pipeline.settings import Configuration

    content: dict[str, dict[str, Any]] = {}
    for one in known.values():
        section, _, key = one.key.partition(".")
        content.setdefault(section, {})[key] = _listed_value(one.key, one.value)
    try:
        return Configuration.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"][:2]))
        raise SettingsError(f"{key}: {first['msg']}.", where=known[key].origin) from None


def _listed_value(key: str, value: Any) -> Any:
    """A list that is given in one string, as in the environment."""
    listed = isinstance(keys()[key], list) and isinstance(value, str)
    return [part.strip() for part in value.split(",") if part.strip()] if listed else value


def _spelled(value: Any) -> Any:
    """A value as the command line spells it."""
    return ",".join(value) if isinstance(value, list) else value
