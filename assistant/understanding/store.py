"""A trained machine on disk: one .npz, without pickle, written whole or not at all."""

import os
import tempfile
from dataclasses import fields
from pathlib import Path

import numpy as np

from assistant.understanding.text_classifier import Machine


def save(machine: Machine, path: Path) -> None:
    """Write `machine`; a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        np.savez(part, allow_pickle=False, **vars(machine))
    os.replace(part.name, path)


def load(path: Path) -> Machine:
    """The machine stored at `path`.

    Raises:
        OSError, ValueError, KeyError, EOFError, BadZipFile: absent, or not a stored machine.
    """
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {field.name: stored[field.name] for field in fields(Machine)}
    return Machine(**arrays | {"labels": tuple(arrays["labels"].tolist())})
