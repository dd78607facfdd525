"""A Chroma client: on a folder that this process then owns, or to a server."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from knowledge.ownership import Ownership


class Chroma:
    """An open client and, on a folder, the right to use it.

    Arguments:
        folder: where Chroma keeps its files.
        url: a server such as `http://chroma:8000`; it wins over the folder.

    Raises:
        FolderTaken: another process uses the folder.
        Whatever Chroma raises when its files or its server cannot be used.
    """

    def __init__(self, folder: Path | None, url: str | None) -> None:
        import chromadb  # takes 0.7 s: only processes that search by vectors pay for it
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._owned: Ownership | None = None
        self._client: Any
        if url is not None:
            parts = urlsplit(url)
            host, secure = parts.hostname or "", parts.scheme == "https"
            port = parts.port or (443 if secure else 8000)
            self._client = chromadb.HttpClient(host, port, secure, settings=settings)
        elif folder is not None:
            self._owned = Ownership(folder)
            self._client = chromadb.PersistentClient(folder / "chroma", settings=settings)

    def collection(self, name: str) -> Any:
        """The collection `name`, made if need be; vectors are always ours, so Chroma gets no
        embedding function (its default one would download a model)."""
        return self._client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def close(self) -> None:
        """Close the client and let the folder go."""
        self._client.close()
        if self._owned is not None:
            self._owned.release()
