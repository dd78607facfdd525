"""The file: a zip of `manifest.json` and `content`, the database as its own tools write it."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app.faults import Fault
from app.files import replacing

FORMAT = 1
_MANIFEST, _CONTENT = "manifest.json", "content"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of.

    Arguments:
        made_at: ISO 8601, UTC.
        release: of the program that made it.
        database: `sqlite` or `postgresql`.
        version: of the database's form.
        commands: the latest command it holds.
        sha256, size: of the content, in hex and bytes.
        format: of this file.
    """

    made_at: str
    release: str
    database: str
    version: str
    commands: int
    sha256: str
    size: int
    format: int = FORMAT


def pack(path: Path, content: Path, **facts: object) -> Manifest:
    """Write the archive: whole or not at all, and for its owner alone."""
    digest, size = _measured(content)
    manifest = Manifest(**facts, sha256=digest, size=size)  # type: ignore[arg-type]
    with (
        replacing(path) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
    ):
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2))
        archive.write(content, _CONTENT)
    return manifest


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest, and the content in a private folder, proved to be what was packed.

    Raises:
        Fault: the file is no backup, damaged, or made by a release that packs otherwise.
    """
    with TemporaryDirectory(prefix="dealerdesk-restore-") as folder:
        content = Path(folder) / _CONTENT
        try:
            with zipfile.ZipFile(path) as archive:
                manifest = _manifest(json.loads(archive.read(_MANIFEST)))
                with archive.open(_CONTENT) as packed, content.open("wb") as file:
                    shutil.copyfileobj(packed, file, _CHUNK)
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise Fault(f"{path} is no backup of Dealerdesk, or is damaged: {error}") from None
        if _measured(content) != (manifest.sha256, manifest.size):
            raise Fault(f"{path} is damaged: its content does not have the recorded checksum.")
        yield manifest, content


def _manifest(given: dict[str, object]) -> Manifest:
    if given.get("format") != FORMAT:
        raise ValueError(f"format {given.get('format')} is not known to this release")
    return Manifest(**{field.name: given[field.name] for field in fields(Manifest)})  # type: ignore[arg-type]


def _measured(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return _digest(file), path.stat().st_size


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
