"""The standard screens, one file a screen."""

from web.screens import (
    approvals,
    chat,
    docs,
    orders,
    products,
    proposals,
    receivables,
    replies,
    signing_in,
    stock,
    tickets,
)

SCREENS = (
    signing_in,
    chat,
    orders,
    stock,
    products,
    receivables,
    tickets,
    approvals,
    proposals,
    replies,
    docs,
)

__all__ = ["SCREENS"]
