"""Who is asking, how far he may see, and what his role may do.

Identity comes from the channel (a session, a linked account, an API credential), never from a
message or a model. Denied by default: a permission that is not listed for a role is absent.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Forbidden


class Role(StrEnum):
    CUSTOMER = "customer"
    DEALER = "dealer"
    REGION_MANAGER = "region_manager"
    DEPARTMENT = "department"
    HEAD_OFFICE = "head_office"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Level(StrEnum):
    """How far a reader sees."""

    CUSTOMER = "customer"
    DEALER = "dealer"
    REGION = "region"
    HEAD_OFFICE = "head_office"


_LEVELS = {
    Role.CUSTOMER: Level.CUSTOMER,
    Role.DEALER: Level.DEALER,
    Role.REGION_MANAGER: Level.REGION,
}

STAFF = frozenset({Role.REGION_MANAGER, Role.DEPARTMENT, Role.HEAD_OFFICE, Role.ADMINISTRATOR})
"""People of the brand, as against its dealers and their customers."""


class Permission(StrEnum):
    """What a tool or a query needs; the same name guards both."""

    READ_PRODUCTS = "products.read"
    READ_STOCK = "stock.read"
    READ_ORDERS = "orders.read"
    PLACE_ORDERS = "orders.place"
    SHIP_ORDERS = "orders.ship"
    READ_RECEIVABLES = "receivables.read"
    RECORD_PAYMENTS = "payments.record"
    READ_TICKETS = "tickets.read"
    OPEN_TICKETS = "tickets.open"
    HANDLE_TICKETS = "tickets.handle"
    READ_CUSTOMERS = "customers.read"
    READ_LEADS = "leads.read"
    KEEP_LEADS = "leads.keep"
    TRANSFER_STOCK = "stock.transfer"
    TAKE_CONVERSATIONS = "conversations.take"
    DECIDE_APPROVALS = "approvals.decide"
    READ_FIGURES = "figures.read"
    READ_INSIGHT = "insight.read"
    SUBMIT_REPORTS = "reports.submit"
    READ_REPORTS = "reports.read"
    HANDLE_ALERTS = "alerts.handle"
    EDIT_ROUTING = "routing.edit"
    DECIDE_SUGGESTIONS = "suggestions.decide"
    READ_AUDIT = "audit.read"
    MANAGE_USERS = "users.manage"
    MANAGE_SWITCHES = "switches.manage"
    EDIT_REPLIES = "replies.edit"
    EDIT_KNOWLEDGE = "knowledge.edit"


P = Permission
_EVERYBODY = {
    P.READ_PRODUCTS,
    P.READ_STOCK,
    P.READ_ORDERS,
    P.PLACE_ORDERS,
    P.READ_TICKETS,
    P.OPEN_TICKETS,
}
_DEALER = _EVERYBODY | {
    P.READ_RECEIVABLES,
    P.READ_CUSTOMERS,
    P.READ_FIGURES,
    P.SUBMIT_REPORTS,
    P.READ_REPORTS,
    P.READ_LEADS,
    P.KEEP_LEADS,
    P.TRANSFER_STOCK,
}
_STAFF = (_DEALER - {P.SUBMIT_REPORTS, P.KEEP_LEADS}) | {
    P.DECIDE_APPROVALS,
    P.READ_INSIGHT,
    P.HANDLE_TICKETS,
}
_OFFICE = _STAFF | {
    P.SHIP_ORDERS,
    P.RECORD_PAYMENTS,
    P.EDIT_KNOWLEDGE,
    P.HANDLE_ALERTS,
    P.TAKE_CONVERSATIONS,
}
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CUSTOMER: frozenset(_EVERYBODY),
    Role.DEALER: frozenset(_DEALER),
    Role.REGION_MANAGER: frozenset(_STAFF),
    Role.DEPARTMENT: frozenset(_OFFICE),
    Role.HEAD_OFFICE: frozenset(
        _OFFICE | {P.READ_AUDIT, P.EDIT_REPLIES, P.EDIT_ROUTING, P.DECIDE_SUGGESTIONS}
    ),
    Role.ADMINISTRATOR: frozenset(P),
    Role.SYSTEM: frozenset(P),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person (or the system itself) on whose behalf something runs.

    Arguments:
        user_id: the user's key; 0 for the system.
        name: as shown to others.
        dealer_id, region_id, customer_id: whose records the actor belongs to, by role.
        department: one of the taxonomy's departments, for department staff.
        language: `zh` or `en`, the preferred one.
        time_zone: IANA name; business dates are reckoned in it.
    """

    user_id: int
    username: str
    name: str
    role: Role
    dealer_id: int | None = None
    region_id: int | None = None
    customer_id: int | None = None
    department: str | None = None
    language: str = "zh"
    time_zone: str = "Asia/Shanghai"

    @property
    def level(self) -> Level:
        return _LEVELS.get(self.role, Level.HEAD_OFFICE)

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF

    def may(self, permission: Permission) -> bool:
        """Whether the actor's role has `permission`."""
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """Raise `Forbidden` unless the role has `permission`."""
        if not self.may(permission):
            raise Forbidden(permission.value)


SYSTEM = Actor(user_id=0, username="system", name="Dealerdesk", role=Role.SYSTEM, language="en")
