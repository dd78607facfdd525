"""Row security on PostgreSQL, for every table whose model is `Scoped`."""

from alembic import op

from domain.migrations.walls import (
    DEALER,
    HEAD_OFFICE,
    OF_REGION,
    OWNER,
    of_dealer,
    of_user,
    visible,
    wall,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OWN_ORDER = f'order_id IN (SELECT o.id FROM "order" o WHERE o.customer_id = {OWNER})'
_PLACE = "EXISTS (SELECT 1 FROM warehouse w WHERE w.id = warehouse_id)"  # one that he sees
_OF_BRAND = "dealer_id IS NULL"

_BY_DEALER = ("approval", "credit", "daily_sales", "payment", "receivable")
_BY_CUSTOMER = ("order", "ticket")
_BY_ORDER = ("order_line", "shipment")
_BY_USER = ("conversation", "message", "proposal")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    own = f"id = {DEALER}"
    wall(
        "dealer",
        visible(dealer=own, region=f"region_id = {OWNER}", customer=own),
        writable=HEAD_OFFICE,
    )
    own = f"{_OF_BRAND} OR dealer_id = {DEALER}"
    wall(
        "warehouse",
        visible(dealer=own, region=f"{_OF_BRAND} OR {OF_REGION}", customer=own),
        writable=HEAD_OFFICE,
    )
    wall(
        "stock",
        visible(dealer=_PLACE, region=_PLACE, customer=_PLACE),
        writable=visible(dealer=_PLACE, region=_PLACE),
    )
    wall("customer", of_dealer(customer=f"id = {OWNER}"))
    for table in _BY_DEALER:
        wall(table, of_dealer())
    for table in _BY_CUSTOMER:
        wall(table, of_dealer(customer=f"customer_id = {OWNER}"))
    for table in _BY_ORDER:
        wall(table, of_dealer(customer=_OWN_ORDER))
    for table in _BY_USER:
        wall(table, of_user())
