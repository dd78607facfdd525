"""A trained machine on disk: one .npz, without pickle, written whole or not at all."""

import json
import os
import tempfile
from pathlib import Path

import numpy as np

from assistant.understanding.text_classifier import Machine


def save(machine: Machine, path: Path) -> None:
    """Write `machine`; a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = {"labels": machine.labels}
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        np.savez(
            part,
            facts=_bytes(json.dumps(facts)),
            vocabulary=_bytes("\n".join(machine.vocabulary)),
            idf=machine.idf,
            weights=machine.weights.astype(np.float16),
            bias=machine.bias,
            trust=machine.trust,
        )
    os.replace(part.name, path)


def load(path: Path) -> Machine:
    """The machine stored at `path`.

    Raises:
        OSError, ValueError, KeyError, EOFError, BadZipFile: absent, or not a stored machine.
    """
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        facts = json.loads(_text(stored["facts"]))
        names = _text(stored["vocabulary"]).split("\n")
        return Machine(
            labels=tuple(facts["labels"]),
            vocabulary={name: row for row, name in enumerate(names)},
            idf=stored["idf"],
            weights=stored["weights"].astype(np.float32),
            bias=stored["bias"],
            trust=stored["trust"],
        )


def _bytes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), np.uint8)


def _text(stored: np.ndarray) -> str:
    return stored.tobytes().decode()
