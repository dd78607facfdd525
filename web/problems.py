"""What goes wrong before a request reaches the house: faults of HTTP, not of the business."""

from typing import Any


class Problem(Exception):
    """Refused at the edge.

    Arguments:
        status: of HTTP.
        code: stable name; its sentence stands in the catalogue under `problem.<code>`.
    """

    def __init__(
        self, status: int, code: str, headers: dict[str, str] | None = None, **data: Any
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.data = data


class NotSignedIn(Problem):
    """No session, or one that has ended."""

    def __init__(self) -> None:
        super().__init__(401, "not_signed_in", {"WWW-Authenticate": "Bearer"})
