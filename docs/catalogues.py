"""The review desk's message catalogues: collect what the interface says, keep what is translated, compile.

`python -m docs.catalogues` brings every `pipeline/web/locale/*/LC_MESSAGES/desk.po` up to date and writes its `.mo`.
A new language is a new folder with an empty `desk.po`. Needs Babel.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from docs.sentences import details, refusals
from pipeline.records.catalogue import EVERY
from pipeline.store.people import DeskRole
from pipeline.store.queue import STATES
from pipeline.store.sectioning import LABELS
from pipeline.trace import STAGES
from pipeline.web import deeds, labels
from pipeline.web.speech import LOCALE

WEB = LOCALE.parent
DOCS = Path(__file__).parent
_FIELDS = {about.label: about.label_zh for about in EVERY.values()}
"""The names of fields have their place in the catalogue of fields."""
_DATE = datetime(2026, 11, 28, tzinfo=UTC)
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"(?:(?<![\w.])_|\bsay)\(\s*{_TEXT}")
_COUNTED = re.compile(rf"\bcount\(\s*{_TEXT}\s*,\s*{_TEXT}")
_FLAG = re.compile(r"^\| `([a-z_.]+)` \| [^|]* \| (.*) \|$", re.MULTILINE)


def messages() -> list[str | tuple[str, str]]:
    """Everything that the interface says, in a stable order; a pair is a singular and its plural."""
    found: dict[str | tuple[str, str], None] = {}
    files = [
        *sorted(WEB.glob("templates/*.html")),
        *sorted(WEB.glob("static/*.js")),
        *sorted(WEB.glob("*.py")),
    ]
    for file in files:
        text = file.read_text(encoding="utf-8")
        found |= dict.fromkeys(map(_plain, _SAID.findall(text)))
        found |= {(_plain(one), _plain(many)): None for one, many in _COUNTED.findall(text)}
    tables: list[str] = [*labels.LABELS.values(), *labels.MEMBERS.values(), *labels.REASONS]
    tables += [*deeds.DEEDS.values(), *deeds.SENTENCES.values(), *deeds.LISTS.values()]
    tables += [*STATES, *LABELS, *DeskRole, "journal-article", "document", "ok", "needs_review", "failed"]
    tables += [
        "changed",
        "approved",
        "rejected",
        "waiting",
        "done",
        *STAGES,
        *_flags(),
        *refusals(),
        *details(),
    ]
    found |= dict.fromkeys(tables)
    return [message for message in found if message]


def _flags() -> dict[str, str]:
    """The messages of flags, `flag:` and their code, and what they mean in English."""
    table = (DOCS / "flags.md").read_text(encoding="utf-8")
    return {f"flag:{code}": meaning.replace("`", "") for code, meaning in _FLAG.findall(table)}


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n")


def files() -> list[tuple[Path, bytes]]:
    """Every catalogue, as it should be: path and content."""
    made: list[tuple[Path, bytes]] = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/desk.po")):
        code = path.parent.parent.name
        old = read_po(io.BytesIO(path.read_bytes()), locale=code.replace("-", "_"))
        new = Catalog(locale=code.replace("-", "_"), project="scanglot", version="1", fuzzy=False)
        new.creation_date = new.revision_date = _DATE
        new.header_comment = f"# The review desk in {(new.locale and new.locale.english_name) or code}. Collected by docs/catalogues.py."
        for message in messages():
            known = old.get(message[0] if isinstance(message, tuple) else message)
            said = {"zh": _FIELDS, "en": _flags()}.get(code, {}).get(str(message), "")
            new.add(message, said or (known.string if known else None))
        text, compiled = io.BytesIO(), io.BytesIO()
        write_po(text, new, width=110, omit_header=False, include_previous=False)
        write_mo(compiled, new)
        made += [(path, text.getvalue()), (path.with_suffix(".mo"), compiled.getvalue())]
    return made


def main() -> None:
    """Write every catalogue."""
    for path, content in files():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
