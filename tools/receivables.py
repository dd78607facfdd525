"""What a dealer owes, when it is due, and how much credit is left."""

from datetime import UTC, date, datetime, time, timedelta

from pydantic import BaseModel, Field

from domain.finance.queries import account_of, balance_at, open_receivables
from domain.people.queries import dealer_for
from domain.scope import Permission
from tools.arguments import Arguments, Day, Reference
from tools.call import Call
from tools.registry import CUSTOMERS, EVERYBODY, read_tool


class QueryReceivables(Arguments):
    """Whose account, and as of which day."""

    dealer: Reference | None = Field(None, description="for staff only: the dealer asked about")
    as_of: Day | None = None


class ReceivableItem(BaseModel):
    document: str
    issued_on: date
    due_on: date
    amount: int
    open_amount: int


class ReceivablesSeen(BaseModel):
    """Amounts in minor units. `available` = limit − balance − pending."""

    dealer: str
    dealer_name: str
    currency: str
    as_of: date
    limit: int
    balance: int
    pending: int
    available: int
    overdue: int
    items: list[ReceivableItem]


@read_tool(
    arguments=QueryReceivables,
    result=ReceivablesSeen,
    permission=Permission.READ_RECEIVABLES,
    roles=EVERYBODY - CUSTOMERS,
)
def query_receivables(call: Call, arguments: QueryReceivables) -> ReceivablesSeen:
    """Say what a dealer owes: balance, pending orders, credit limit and room, what is overdue,
    and the open invoices with their due dates."""
    dealer = dealer_for(call.session, arguments.dealer)
    account = account_of(call.session, dealer.id)
    as_of = arguments.as_of or call.today
    posted, pending = account.posted, account.pending
    if as_of < call.today:
        midnight = datetime.combine(as_of + timedelta(days=1), time(), tzinfo=UTC)
        posted, pending = balance_at(call.session, dealer.id, account.currency, midnight)
    items = open_receivables(call.session, dealer.id, as_of)
    return ReceivablesSeen(
        dealer=dealer.code,
        dealer_name=call.named(dealer),
        currency=account.currency,
        as_of=as_of,
        limit=account.limit,
        balance=posted,
        pending=pending,
        available=account.limit - posted - pending,
        overdue=sum(i.open_amount for i in items if i.due_on < as_of),
        items=[
            ReceivableItem(
                document=i.document,
                issued_on=i.issued_on,
                due_on=i.due_on,
                amount=i.amount,
                open_amount=i.open_amount,
            )
            for i in items
        ],
    )
