"""What the engine keeps of work, as JSON: readable, and never code (its default is pickle)."""

import json
from typing import Any

from dbos import Serializer


class JsonSerializer(Serializer):
    """Arguments, results and errors as JSON. An error comes back as `Failed`."""

    def name(self) -> str:
        return "dealerdesk_json"

    def serialize(self, data: Any) -> str:
        return json.dumps(data, ensure_ascii=False, default=_error)

    def deserialize(cls, serialized_data: str) -> Any:  # noqa: N805 - as its parent has it
        data = json.loads(serialized_data)
        if isinstance(data, dict) and set(data) == {"failed"}:
            return Failed(data["failed"])
        return data


class Failed(Exception):
    """An error that an earlier process kept."""


def _error(value: object) -> dict[str, str]:
    if isinstance(value, Exception):
        return {"failed": f"{type(value).__name__}: {value}"}
    raise TypeError(f"{type(value).__name__} is not kept")
