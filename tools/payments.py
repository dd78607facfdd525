"""Payments: a dealer's word that he paid, put right or taken back, and finance's booking of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from domain.errors import Invalid
from domain.finance.operations import (
    PaymentNotice,
    require_reported,
)
from domain.finance.operations import (
    book_payment as book,
)
from domain.finance.operations import (
    correct_payment as correct,
)
from domain.finance.operations import (
    report_payment as report,
)
from domain.finance.operations import (
    withdraw_payment as withdraw,
)
from domain.finance.queries import find_payment
from domain.models.finance import Payment
from domain.models.people import Dealer
from domain.people.queries import dealer_for
from domain.scope import Permission
from tools.arguments import Arguments, Day, MinorUnits, Reference, ShortText
from tools.call import Call
from tools.previews import Preview
from tools.registry import DEALERS, STAFF, commit_tool, note_tool


class ReportPayment(Arguments):
    """A payment the writer made."""

    amount: MinorUnits = Field(description="in minor units: 1,250.00 yuan is 125000")
    paid_on: Day | None = None
    method: ShortText | None = Field(None, description="bank transfer, cheque, …")
    note: ShortText | None = None


class PaymentReported(BaseModel):
    payment: str
    status: str
    amount: int
    currency: str
    paid_on: date


@dataclass(frozen=True, slots=True)
class _Paying:
    """Money of a dealer."""

    dealer: Dealer
    notice: PaymentNotice

    @property
    def dealer_id(self) -> int:
        return self.dealer.id

    def terms(self) -> dict[str, Any]:
        return {
            "dealer": self.dealer.code,
            "amount": self.notice.amount,
            "currency": self.notice.currency,
            "paid_on": self.notice.paid_on.isoformat(),
        }


@note_tool(
    arguments=ReportPayment,
    result=PaymentReported,
    permission=Permission.READ_RECEIVABLES,
    roles=DEALERS,
)
def report_payment(call: Call, arguments: ReportPayment) -> _Paying:
    """Take down that the dealer paid. His balance moves only when finance books the money."""
    dealer = dealer_for(call.session, None)
    return _Paying(dealer, _notice(call, dealer, arguments, arguments.note))


@report_payment.applied
def _report(call: Call, paying: _Paying) -> PaymentReported:
    return _reported(report(call.session, paying.notice, call.now))


class CorrectPayment(Arguments):
    """Which report, and what is otherwise than it says; what is absent stays."""

    payment: Reference
    amount: MinorUnits | None = Field(None, description="in minor units")
    paid_on: Day | None = None
    method: ShortText | None = None
    note: ShortText | None = None


@dataclass(frozen=True, slots=True)
class _Correcting:
    payment: Payment
    notice: PaymentNotice

    @property
    def dealer_id(self) -> int:
        return self.payment.dealer_id

    def terms(self) -> dict[str, Any]:
        return {
            "payment": self.payment.document,
            "amount": self.notice.amount,
            "paid_on": self.notice.paid_on.isoformat(),
        }


@note_tool(
    arguments=CorrectPayment,
    result=PaymentReported,
    permission=Permission.READ_RECEIVABLES,
    roles=DEALERS,
)
def correct_payment(call: Call, arguments: CorrectPayment) -> _Correcting:
    """Put right the amount, the day or the method of a payment that was reported and that finance
    has not booked. Use this, not a second report, where the writer corrects himself."""
    payment = find_payment(call.session, arguments.payment)
    require_reported(payment)
    notice = PaymentNotice(
        dealer_id=payment.dealer_id,
        currency=payment.currency,
        amount=arguments.amount or payment.amount,
        method=(arguments.method or payment.method)[:32],
        reference=(arguments.note or payment.reference)[:120],
        paid_on=_past(call, arguments.paid_on) or payment.paid_on,
    )
    return _Correcting(payment, notice)


@correct_payment.applied
def _correct(call: Call, plan: _Correcting) -> PaymentReported:
    return _reported(correct(call.session, plan.payment, plan.notice))


class WithdrawPayment(Arguments):
    payment: Reference


@dataclass(frozen=True, slots=True)
class _Withdrawing:
    payment: Payment

    @property
    def dealer_id(self) -> int:
        return self.payment.dealer_id

    def terms(self) -> dict[str, Any]:
        return {"payment": self.payment.document, "status": self.payment.status}


@note_tool(
    arguments=WithdrawPayment,
    result=PaymentReported,
    permission=Permission.READ_RECEIVABLES,
    roles=DEALERS,
)
def withdraw_payment(call: Call, arguments: WithdrawPayment) -> _Withdrawing:
    """Take back the report of a payment that finance has not booked."""
    return _Withdrawing(find_payment(call.session, arguments.payment))


@withdraw_payment.applied
def _withdraw(call: Call, plan: _Withdrawing) -> PaymentReported:
    return _reported(withdraw(call.session, plan.payment))


class BookPayment(Arguments):
    """Money that arrived from a dealer."""

    dealer: Reference
    amount: MinorUnits = Field(description="in minor units")
    paid_on: Day | None = None
    method: ShortText | None = None
    reference: ShortText | None = Field(None, description="what the bank statement says")


class PaymentBooked(BaseModel):
    """`settled`: invoice → amount taken off it."""

    payment: str
    amount: int
    settled: dict[str, int]


@commit_tool(
    arguments=BookPayment,
    result=PaymentBooked,
    permission=Permission.RECORD_PAYMENTS,
    roles=STAFF,
)
def book_payment(call: Call, arguments: BookPayment) -> _Paying:
    """Propose to book money that arrived: it lowers the dealer's balance and settles his
    invoices, the oldest due first."""
    dealer = dealer_for(call.session, arguments.dealer)
    return _Paying(dealer, _notice(call, dealer, arguments, arguments.reference))


@book_payment.applied
def _book(call: Call, paying: _Paying) -> PaymentBooked:
    return PaymentBooked(**book(call.session, paying.notice, call.command, call.now))


@book_payment.previewed
def _show(call: Call, paying: _Paying) -> Preview:
    titles = {"zh": "登记{dealer}的回款", "en": "Book a payment from {dealer}"}
    return Preview(
        title=titles[call.language].format(dealer=call.named(paying.dealer)),
        total=paying.notice.amount,
        currency=paying.notice.currency,
        terms={"paid_on": paying.notice.paid_on.isoformat(), "reference": paying.notice.reference},
    )


def _notice(
    call: Call, dealer: Dealer, arguments: ReportPayment | BookPayment, reference: str | None
) -> PaymentNotice:
    return PaymentNotice(
        dealer_id=dealer.id,
        currency=dealer.currency,
        amount=arguments.amount,
        method=(arguments.method or "transfer")[:32],
        reference=(reference or "")[:120],
        paid_on=_past(call, arguments.paid_on) or call.today,
    )


def _past(call: Call, day: date | None) -> date | None:
    """Raises `Invalid` for a day that is still to come."""
    if day is not None and day > call.today:
        raise Invalid("paid_on", value=day.isoformat(), today=call.today.isoformat())
    return day


def _reported(payment: Payment) -> PaymentReported:
    return PaymentReported(
        payment=payment.document,
        status=payment.status,
        amount=payment.amount,
        currency=payment.currency,
        paid_on=payment.paid_on,
    )
