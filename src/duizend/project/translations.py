# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Translations without a system gettext: collect texts into locale/en, and compile them.

    python -m duizend.project.translations compile locale TARGET
    python -m duizend.project.translations collect locale

The Dutch text itself is the key, so Dutch needs no file.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip

STRING = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
CALL = re.compile(rf"(?<!\w)(?:_|n?gettext|n?pgettext)\((?:[^()'\"]|{STRING})*\)")


def compile_translations(source: Path, target: Path) -> int:
    """Write one .mo per .po under the same path; returns how many."""
    count = 0
    for po in sorted(source.rglob("*.po")):
        mo = target / po.relative_to(source).with_suffix(".mo")
        mo.parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as read, mo.open("wb") as write:
            write_mo(write, read_po(read, locale=po.parent.parent.name, domain=po.stem))
        count += 1
    return count


def texts_in_use(root: Path) -> Catalog:
    """Collect every text in templates and Python files of the product."""
    catalog = Catalog(project="Duizend", charset="utf-8")
    for path in _sources(root):
        for line, message, _comments, context in extract("python", io.BytesIO(_as_python(path)), keywords=KEYWORDS):
            place = (path.relative_to(root).as_posix(), 0 if path.suffix == ".html" else line)
            catalog.add(message, locations=[(place[0], None)], context=context)
    return catalog


def _sources(root: Path) -> Iterator[Path]:
    for folder in ("src", "assets/templates"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html"} and "migrations" not in path.parts:
                yield path


def _as_python(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        # Written out one by one: the extractor sees no call that stands inside an f-string.
        calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        return "\n".join(ast.unparse(call) for call in calls if _name(call.func) in KEYWORDS).encode()
    from django.utils.translation.template import templatize

    # The rest of what templatize returns is filler that Python's own tokeniser does not accept.
    return "\n".join(match.group(0) for match in CALL.finditer(templatize(text))).encode()


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def collect(locale: Path) -> list[str]:
    """Bring locale/en up to date: keeps what is translated, adds what is new, drops what is gone; returns the gaps."""
    root = locale.parent
    path = locale / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Catalog(locale="en")
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale="en")
    fresh = Catalog(locale="en", project="Duizend", charset="utf-8", header_comment=_header(), fuzzy=False)
    for message in sorted((m for m in texts_in_use(root) if m.id), key=lambda m: str(m.id)):
        old = known.get(message.id, context=message.context)
        translated = old.string if old else None
        fresh.add(
            message.id, string=translated, locations=message.locations, flags=message.flags, context=message.context
        )
    with path.open("wb") as file:
        write_po(file, fresh, width=120, omit_header=False, include_lineno=False)
    _keep_no_dates(path)
    return gaps(fresh)


def gaps(catalog: Catalog) -> list[str]:
    """List the texts that have no translation."""
    return [str(m.id) for m in catalog if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)]


def _header() -> str:
    return "# SPDX-FileCopyrightText: 2026 Duizend contributors\n# SPDX-License-Identifier: EUPL-1.2"


def _keep_no_dates(path: Path) -> None:
    """Drop the header lines that change by themselves, so that the file changes only when a text does."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    volatile = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Generated-By',
        '"Report-Msgid',
        '"Last-Translator',
        '"Language-Team',
    )
    path.write_text("".join(line for line in lines if not line.startswith(volatile)), encoding="utf-8")


def main(words: list[str]) -> int:
    """Collect or compile, as the words say."""
    if words[:1] == ["compile"] and len(words) == 3:
        compile_translations(Path(words[1]), Path(words[2]))
        return 0
    if words[:1] == ["collect"] and len(words) == 2:
        missing = collect(Path(words[1]).resolve())
        sys.stdout.write("".join(f"{text}\n" for text in missing))
        return 0
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
