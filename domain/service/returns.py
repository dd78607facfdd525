"""Whether goods of an order can be sent back, and what is asked of the one who sends them."""

from domain.errors import Invalid, WrongState
from domain.models.sales import Order, OrderStatus

RETURNABLE = (OrderStatus.SHIPPED, OrderStatus.RECEIVED)
"""An order that has not shipped is cancelled, not returned. A customer's order stays with his
dealer, who delivers it: for it only one that was called off is past returning."""
_CALLED_OFF = (OrderStatus.CANCELLED, OrderStatus.REFUSED)


def require_returnable(order: Order) -> None:
    """Raises `WrongState` for an order whose goods have not left, or never will."""
    retail = order.customer_id is not None
    if order.status in _CALLED_OFF or not (retail or order.status in RETURNABLE):
        raise WrongState("order", order=order.number, status=order.status)


def require_ordered(order: Order, product_id: int, quantity: int | None) -> None:
    """Raises `Invalid` for a product that the order does not hold, or for more than it holds."""
    ordered = sum(line.quantity for line in order.lines if line.product_id == product_id)
    if ordered == 0:
        raise Invalid("not_in_order", order=order.number)
    if quantity is not None and quantity > ordered:
        raise Invalid("more_than_ordered", order=order.number, value=quantity, maximum=ordered)
