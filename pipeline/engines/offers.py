"""Which models would translate a language, and the one command that gets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.engines.manifest import ModelEntry, installed, known
from pipeline.errors import SettingsError
from pipeline.languages import languages


def offer(language: str, target: str) -> ModelEntry | None:
    """The model that a hub has for a language pair, by the order in the language's file; None where none is."""
    file, entries = languages().get(language), known()
    names = file.translation.get(target, ()) if file else ()
    return next((entries[n] for n in names if n in entries and entries[n].hub), None)


def offers(target: str) -> list[ModelEntry]:
    """The models that hubs have for all our languages, each once."""
    return _once(entry for code in languages() if (entry := offer(code, target)))


def wanted(names: Sequence[str], target: str) -> list[ModelEntry]:
    """The entries that names of models or codes of languages mean, each once. Raises SettingsError."""
    return _once(_meant(name, target) for name in names)


def _once(entries: Iterable[ModelEntry]) -> list[ModelEntry]:
    return list({entry.name: entry for entry in entries}.values())


def _meant(name: str, target: str) -> ModelEntry:
    if name in languages():
        found = offer(name, target)
        if found is None:
            raise SettingsError(
                f"no hub has a model for {name} to {target}.", cure="See `scanglot models list`."
            )
        return found
    entry = known().get(name)
    here = {w.entry.name: w.folder for w in installed()} if entry is None else {}
    if name in here:
        raise SettingsError(f"{name} is on no hub, but it is here: {here[name]}.")
    if entry is None:
        raise SettingsError(
            f"no manifest knows a model {name}.",
            cure=f"See `scanglot models list`, or say a language: {' '.join(languages())}.",
        )
    return entry


def command(lacking: Iterable[str], target: str) -> str:
    """The command that gets models for those languages; empty where no hub has one."""
    codes = dict.fromkeys(entry.source for code in lacking if (entry := offer(code, target)))
    into = "" if target == "en" else f" --to {target}"
    return f"scanglot models fetch {' '.join(codes)}{into}" if codes else ""
