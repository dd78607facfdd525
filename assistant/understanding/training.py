"""Training the product's intents, and the cache that spares the next start from it.

`python -m assistant.understanding.training` trains ahead, as the installation does.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

from assistant.understanding import store
from assistant.understanding.features import BUSINESS_WEIGHTS, business_features
from assistant.understanding.lexicon import concept_files
from assistant.understanding.messages import message_files, training_messages
from assistant.understanding.text_classifier import TextClassifier

_LIBRARIES = ("numpy", "scikit-learn", "scipy", "pypinyin", "opencc-python-reimplemented")
_CODE = (
    "features.py", "folding.py", "lexicon.py", "linear.py", "messages.py", "noise.py", "stems.py",
    "store.py", "syllables.py", "text_classifier.py", "training.py",
)  # fmt: skip


def cache_folder() -> Path:
    """Where trained machines are kept: the user's cache folder, `dealerdesk` inside."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))
    else:
        base = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    return Path(base) / "dealerdesk"


@cache
def fingerprint() -> str:
    """Hash of all that training depends on: messages, concepts, code, libraries."""
    digest = hashlib.sha256()
    code = [files("assistant.understanding").joinpath(name) for name in _CODE]
    for entry in [*message_files(), *concept_files(), *code]:
        digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}\0".encode())
    return digest.hexdigest()[:24]


def cached_path(folder: Path | None = None) -> Path:
    """Where the machine trained from the present data and code is, or would be."""
    return (folder or cache_folder()) / f"intents-{fingerprint()}.npz"


def trained(folder: Path | None = None) -> TextClassifier:
    """The classifier of intents: from the cache, else trained now and stored.

    It is trained in a process of its own: training takes three times the memory that a server
    needs afterwards. A cache that cannot be read or written costs time, never the service.
    """
    if (known := _from_cache(folder)) is not None:
        return known
    trainer = [sys.executable, "-P", "-m", __spec__.name, str(folder or "")]
    subprocess.run(trainer, check=False)
    return _from_cache(folder) or train_and_cache(folder)


def _from_cache(folder: Path | None) -> TextClassifier | None:
    try:
        return TextClassifier(business_features, store.load(cached_path(folder)))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def train_and_cache(folder: Path | None = None) -> TextClassifier:
    """Train from the hand-written messages, store the result, return it."""
    # scikit-learn takes over a second to import: a start with a warm cache does without
    from assistant.understanding import linear

    messages = training_messages()
    classifier = linear.fit(
        [message.text for message in messages],
        [message.intent for message in messages],
        business_features,
        BUSINESS_WEIGHTS,
        [message.voice for message in messages],
    )
    with suppress(OSError):  # a read-only home: train again next time
        store.save(classifier.machine, cached_path(folder))
    return classifier


if __name__ == "__main__":
    train_and_cache(Path(sys.argv[1]) if sys.argv[1:] and sys.argv[1] else None)
