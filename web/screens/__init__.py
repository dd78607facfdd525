"""The standard screens, one file a screen."""

from web.screens import (
    alerts,
    approvals,
    chat,
    docs,
    notices,
    orders,
    products,
    proposals,
    receivables,
    replies,
    reports,
    reviewing,
    rules,
    signing_in,
    stock,
    suggestions,
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
    reports,
    alerts,
    reviewing,
    rules,
    suggestions,
    notices,
    docs,
)

__all__ = ["SCREENS"]
