"""Style sheets, scripts and icons under one content hash, so that browsers may keep them for ever.

There is no build: style sheets are laid end to end in a fixed order, everything else is served as it lies.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = ("tokens.css", "base.css", "layout.css", "components", "print.css")


@dataclass(frozen=True)
class Published:
    """What is served: its common address, the names below it, and what its content and that of the pages comes to."""

    prefix: str
    names: tuple[str, ...]
    version: str


def serve_assets(app: Flask, instance: Path) -> None:
    """Publish the assets and serve them under `/static/<hash>/`; templates ask `asset(name)` for the address."""
    published = publish(STATIC, instance / "assets")
    prefix = f"/static/{published.name}/"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(published),
        prefix=prefix,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=_headers,
    )
    app.extensions["assets"] = Published(prefix, _names(published), _version(Path(str(app.root_path)), published.name))
    app.jinja_env.globals["asset"] = lambda name: prefix + name


def asset(name: str) -> str:
    """The address of an asset."""
    return f"{_published().prefix}{name}"


def asset_names() -> tuple[str, ...]:
    """Every asset there is, as `asset` takes them."""
    return _published().names


def version_of_pages() -> str:
    """Changes whenever a page that is about nobody may read otherwise: its words, its template, its style, its scripts."""
    return _published().version


def publish(source: Path, target: Path) -> Path:
    """Copy `source` into a folder of `target` named by its content, with `app.css` and compressed copies; answers the folder."""
    folder = target / _hash(source)
    if folder.exists():
        return folder
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(source, unfinished, ignore=shutil.ignore_patterns("css"))
    (unfinished / "app.css").write_text(style_sheet(source / "css"), encoding="utf-8")
    compressor = Compressor(quiet=True)
    for path in [file for file in unfinished.rglob("*") if file.is_file() and compressor.should_compress(file.name)]:
        compressor.compress(str(path))
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    return folder


def style_sheet(folder: Path) -> str:
    """Every style sheet of `folder`, end to end, in the order of `SHEETS`."""
    files = [file for name in SHEETS for file in _files(folder / name)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.css")) if path.is_dir() else [path] if path.exists() else []


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _published() -> Published:
    published: Published = current_app.extensions["assets"]
    return published


def _names(folder: Path) -> tuple[str, ...]:
    files = (file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")) if file.is_file())
    return tuple(name for name in files if not name.endswith((".gz", ".br")))


def _version(root: Path, published: str) -> str:
    said = [*sorted((root / "templates").rglob("*.*")), *sorted((root.parent / "translations").rglob("*.mo"))]
    digest = hashlib.sha256(published.encode())
    for file in said:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _headers(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
