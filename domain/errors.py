"""What can go wrong, as a vocabulary. Errors carry data: no status codes, no prose.

DomainError
├── Invalid            arguments that cannot mean anything (field, value)
├── Ambiguous          a reference that fits several records: a choice is needed
├── Unknown            a reference that fits none; carries the nearest names
├── NotFound           absent, or not the asker's: the two are never told apart
├── Forbidden          the role may not do this at all
├── Refused            a rule says no, with the figures and the ways out
│   ├── StockShort
│   ├── CreditExceeded
│   └── WrongState     the record is past the point where this can be done
├── Changed            the world differs from what was proposed; nothing was done
├── Expired            too late, or already rejected
├── Replayed           the same command id came with other input
├── TooFast            a rate limit
├── SwitchedOff        an operator turned this off
└── Retry              a guard lost a race: plan again (never leaves the door)
"""

from typing import Any


class DomainError(Exception):
    """Anything the core refuses on purpose. `data` is JSON-able and safe to show to the asker."""

    def __init__(self, reason: str = "", **data: Any) -> None:
        super().__init__(reason, data)
        self.reason = reason
        self.data = data

    @property
    def code(self) -> str:
        """The error's stable name, such as `stock_short` or `invalid.quantity`."""
        name = "".join(f"_{c.lower()}" if c.isupper() else c for c in type(self).__name__)
        return f"{name.lstrip('_')}.{self.reason}" if self.reason else name.lstrip("_")


class Invalid(DomainError):
    """The argument `reason` is impossible."""


class Ambiguous(DomainError):
    """`reason` names the kind (product, place, dealer, …); data holds `text` and `candidates`."""


class Unknown(DomainError):
    """`reason` names the kind; data holds `text` and the nearest `candidates`."""


class NotFound(DomainError):
    """`reason` names the kind; data holds only what the asker himself wrote."""


class Forbidden(DomainError):
    """The actor's role lacks the permission `reason`."""


class Refused(DomainError):
    """A business rule says no. Data holds the figures and `ways_out`."""


class StockShort(Refused):
    """Too little is available."""


class CreditExceeded(Refused):
    """The dealer's credit does not suffice, not even with an approval."""


class WrongState(Refused):
    """The record has moved on."""


class Changed(DomainError):
    """Binding terms differ from those proposed."""


class Expired(DomainError):
    """The proposal or token is no longer good. `reason`: expired, rejected, replaced."""


class Replayed(DomainError):
    """This command id was used with other input."""


class TooFast(DomainError):
    """Data holds `retry_after` in seconds."""


class SwitchedOff(DomainError):
    """An operator has turned `reason` off."""


class Retry(DomainError):
    """A guarded update lost a race; the transaction is to be planned again."""
