"""Every tool of the product: importing this file declares them."""

from tools import (
    approvals,
    articles,
    orders,
    payments,
    products,
    quotes,
    receipts,
    receivables,
    requests,
    shipping,
    stock,
    tickets,
)
from tools.registry import REGISTRY

DECLARED = (
    orders,
    receipts,
    shipping,
    stock,
    products,
    quotes,
    receivables,
    payments,
    tickets,
    requests,
    approvals,
    articles,
)

__all__ = ["DECLARED", "REGISTRY"]
