"""The standard screens, one file a screen."""

from web.screens import (
    alerts,
    approvals,
    chat,
    deliveries,
    digests,
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
    subscriptions,
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
    digests,
    subscriptions,
    deliveries,
    docs,
)

__all__ = ["SCREENS"]
