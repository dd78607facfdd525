"""The way about: only what the role may use is shown."""

from dataclasses import dataclass

from domain.scope import Actor, Permission
from tools.registry import Registry


@dataclass(frozen=True, slots=True)
class Place:
    """A screen in the navigation: its word is `nav.<name>`, its icon has the same name."""

    name: str
    path: str
    tool: str | None = None
    """shown to those who may use this tool"""
    permission: Permission | None = None
    """shown to those who have this permission"""


PLACES = (
    Place("chat", "/chat"),
    Place("orders", "/orders", "order_status"),
    Place("stock", "/stock", "check_stock"),
    Place("tickets", "/tickets", "ticket_status"),
    Place("receivables", "/receivables", "query_receivables"),
    Place("approvals", "/approvals", "pending_approvals"),
    Place("reports", "/reports", "report_status"),
    Place("alerts", "/alerts", "list_alerts"),
    Place("suggestions", "/suggestions", "decide_suggestion"),
    Place("notices", "/notices", "report_status"),
    Place("figures", "/figures", "business_figure"),
    Place("customers", "/customers", "customer_profile"),
    Place("leads", "/leads", "list_leads"),
    Place("transfers", "/transfers", "transfer_status"),
    Place("desk", "/desk", "waiting_conversations"),
    Place("products", "/products", "search_products"),
    Place("digests", "/digests", permission=Permission.READ_INSIGHT),
    Place("deliveries", "/deliveries", permission=Permission.MANAGE_USERS),
    Place("replies", "/replies", permission=Permission.EDIT_REPLIES),
)


def places_for(actor: Actor, registry: Registry) -> list[Place]:
    """The screens that `actor` may use."""
    open_ones = {tool.name for tool in registry.open_to(actor)}
    return [
        place
        for place in PLACES
        if (place.tool is None or place.tool in open_ones)
        and (place.permission is None or actor.may(place.permission))
    ]
