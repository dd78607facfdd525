"""The trained extractor from its cache, or trained now.

`python -m assistant.insight.training` trains ahead, as the installation does.
"""

import hashlib
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

from assistant.insight import machine
from assistant.insight.examples import clause_files, clauses, report_files, reports
from assistant.insight.machine import Machine
from assistant.understanding.training import cache_folder

_LIBRARIES = ("numpy", "scikit-learn", "scipy", "opencc-python-reimplemented")
_CODE = (
    "evidence.py", "examples.py", "grams.py", "learning.py", "machine.py", "panel.py",
    "segments.py", "training.py",
)  # fmt: skip


@cache
def fingerprint() -> str:
    """Hash of all that training depends on: examples, taxonomy, code, libraries."""
    digest = hashlib.sha256()
    code = [files("assistant.insight").joinpath(name) for name in _CODE]
    shared = [
        files("assistant").joinpath("taxonomy.yaml"),
        files("assistant.understanding").joinpath("canonical.py"),
    ]
    for entry in [*clause_files(), *report_files(), *code, *shared]:
        digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}\0".encode())
    return digest.hexdigest()[:24]


def cached_path(folder: Path | None = None) -> Path:
    """Where the machine trained from the present data and code is, or would be."""
    return (folder or cache_folder()) / f"issues-{fingerprint()}.npz"


def trained(folder: Path | None = None) -> Machine:
    """The machine: from the cache, else trained now in a process of its own, which takes the
    memory that training needs with it when it ends. A cache that cannot be read or written costs
    time, never the service."""
    if (known := _from_cache(folder)) is not None:
        return known
    trainer = [sys.executable, "-P", "-m", __spec__.name, str(folder or "")]
    subprocess.run(trainer, check=False)
    return _from_cache(folder) or train_and_cache(folder)


def _from_cache(folder: Path | None) -> Machine | None:
    try:
        return machine.load(cached_path(folder))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def train_and_cache(folder: Path | None = None) -> Machine:
    """Train from the hand-written examples, store the result, return it."""
    # scikit-learn takes over a second to import: a start with a warm cache does without
    from assistant.insight import learning

    found = learning.fit(clauses(), reports())
    with suppress(OSError):  # a read-only home: train again next time
        machine.save(found, cached_path(folder))
    return found


if __name__ == "__main__":
    train_and_cache(Path(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else None)
