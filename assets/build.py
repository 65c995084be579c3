# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build the static files: one style sheet, the fonts, our scripts and our icons.

    python assets/build.py NODE_MODULES OUT     build; prints the digest
    python assets/build.py --digest             print the digest of the inputs only

Only the standard library: the built files are plain text joined in the order that css/app.css gives.
The same inputs give the same bytes. The digest goes into OUT/manifest.json, so a second start can see
that nothing has to be built and needs neither Node nor network.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
NOT_AN_INPUT = ("node_modules", "templates", "__pycache__")
IMPORT = re.compile(r'^@import\s+"(?P<what>[^"]+)"\s+layer\((?P<layer>[a-z]+)\);\s*$', re.MULTILINE)
LEFTOVER_IMPORT = re.compile(r"^\s*@import\b.*$", re.MULTILINE)
NPM_URL = re.compile(r'url\("npm:(?P<file>[^"]+)"\)')
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


class BuildError(Exception):
    """A build that cannot go on; the message is one line for the person at the keyboard."""


def list_inputs() -> list[Path]:
    """Return every file the built files depend on, in a fixed order."""
    files = (path for path in ASSETS.rglob("*") if path.is_file())
    kept = [path for path in files if not set(path.relative_to(ASSETS).parts) & set(NOT_AN_INPUT)]
    return sorted(kept, key=lambda path: path.relative_to(ASSETS).as_posix())


def digest_inputs() -> str:
    """Return the digest of the lock and of everything under assets/ that is built from."""
    digest = hashlib.sha256()
    for path in list_inputs():
        name = path.relative_to(ASSETS).as_posix().encode()
        body = path.read_bytes()
        digest.update(b"%d %s %d " % (len(name), name, len(body)))
        digest.update(body)
    return digest.hexdigest()


def read_text(path: Path, *, wanted_by: str) -> str:
    """Return a file's text, or say who wanted it and what to do."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BuildError(f"{wanted_by} asks for {path}, which does not exist. {advice_for(path)}") from None


def advice_for(path: Path) -> str:
    """Return what to do about a missing file."""
    if path.is_relative_to(ASSETS):
        return "Check the name in css/app.css."
    return "Run npm ci with assets/package.json and assets/package-lock.json first."


def find_npm_file(reference: str, *, modules: Path, wanted_by: str) -> Path:
    """Return the path of "package/file" inside node_modules, never outside of it."""
    path = (modules / reference).resolve()
    if not path.is_relative_to(modules):
        raise BuildError(f"{wanted_by} asks for {reference}, which lies outside node_modules.")
    if not path.is_file():
        raise BuildError(f"{wanted_by} asks for {path}, which does not exist. {advice_for(path)}")
    return path


def join_css(*, modules: Path) -> str:
    """Return css/app.css with every @import replaced by the file it names, wrapped in its layer."""
    entry = ASSETS / "css" / "app.css"
    text = read_text(entry, wanted_by="the build")

    def inline(match: re.Match[str]) -> str:
        what, layer = match["what"], match["layer"]
        path = entry.parent / what
        if what.startswith("npm:"):
            path = find_npm_file(what.removeprefix("npm:"), modules=modules, wanted_by="css/app.css")
        body = SOURCE_MAP.sub("", read_text(path, wanted_by="css/app.css")).lstrip("\ufeff").strip()
        if LEFTOVER_IMPORT.search(body):
            raise BuildError(f"{what} has an @import of its own; name that file in css/app.css instead.")
        return f"/* {what.removeprefix('npm:')} */\n@layer {layer} {{\n{body}\n}}"

    joined = IMPORT.sub(inline, text)
    left = LEFTOVER_IMPORT.search(joined)
    if left:
        raise BuildError(f'css/app.css: "{left[0].strip()}" is not of the form @import "file" layer(name);')
    return joined


def copy_fonts(css: str, *, modules: Path, out: Path) -> str:
    """Copy every font the style sheet names to OUT/fonts and return the style sheet with those addresses."""
    (out / "fonts").mkdir(parents=True, exist_ok=True)

    def copy(match: re.Match[str]) -> str:
        source = find_npm_file(match["file"], modules=modules, wanted_by="css/fonts.css")
        shutil.copyfile(source, out / "fonts" / source.name)
        package = "/".join(match["file"].split("/")[:2])
        licence = find_npm_file(f"{package}/LICENSE", modules=modules, wanted_by="css/fonts.css")
        shutil.copyfile(licence, out / "fonts" / f"{package.rpartition('/')[2]}-LICENSE.txt")
        return f'url("fonts/{source.name}")'

    return NPM_URL.sub(copy, css)


def build(*, modules: Path, out: Path) -> str:
    """Write everything to OUT and return the digest; what an earlier build left there is removed first."""
    modules = modules.resolve()
    css = join_css(modules=modules)  # read first: a failing build leaves the old files in place
    for kind in ("fonts", "js"):
        shutil.rmtree(out / kind, ignore_errors=True)
    (out / "js").mkdir(parents=True, exist_ok=True)
    (out / "app.css").write_text(copy_fonts(css, modules=modules, out=out), encoding="utf-8", newline="\n")
    for script in sorted((ASSETS / "js").glob("*.js")):
        shutil.copyfile(script, out / "js" / script.name)
    for drawing in sorted((ASSETS / "icons").glob("*.svg")):
        shutil.copyfile(drawing, out / drawing.name)
    digest = digest_inputs()
    sizes = {
        path.relative_to(out).as_posix(): path.stat().st_size
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    manifest = {"digest": digest, "bytes": sizes}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8", newline="\n")
    return digest


def main(arguments: list[str]) -> int:
    """Run as a command: exit 0 when done, 2 with one clear line when not."""
    try:
        if arguments == ["--digest"]:
            sys.stdout.write(f"{digest_inputs()}\n")
            return 0
        if len(arguments) != 2:
            raise BuildError("usage: build.py NODE_MODULES OUT, or build.py --digest")
        digest = build(modules=Path(arguments[0]), out=Path(arguments[1]))
        sys.stdout.write(f"{digest}\n")
    except BuildError as error:
        sys.stderr.write(f"assets: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
