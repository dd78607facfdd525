"""Every tool of the product: importing this file declares them."""

from tools import (
    approvals,
    articles,
    customers,
    figures,
    invoices,
    leads,
    orders,
    payments,
    products,
    promotion_figures,
    quotes,
    receipts,
    receivables,
    replenishment,
    requests,
    returns,
    service_figures,
    shipping,
    stock,
    tickets,
    transfer_decisions,
    transfers,
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
    replenishment,
    figures,
    service_figures,
    promotion_figures,
    customers,
    leads,
    transfers,
    transfer_decisions,
    invoices,
    returns,
)

__all__ = ["DECLARED", "REGISTRY"]
