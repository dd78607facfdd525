"""Deciding transfers of one's own goods, and signing for those that arrive."""

from domain.scope import Permission
from domain.stock import transfers
from domain.stock.transfer_plans import DecisionPlan, plan_transfer_decision, require_arriving
from domain.stock.transfer_queries import find_transfer
from tools.arguments import Arguments, Reference, ShortText
from tools.call import Call
from tools.previews import Preview
from tools.registry import commit_tool
from tools.transfers import MOVERS, OnTransfer, TransferNamed, TransferSeen, goods_of, seen


class DecideTransfer(Arguments):
    """Which transfer, and whether the goods may go."""

    transfer: Reference
    grant: bool
    note: ShortText | None = None


@commit_tool(
    arguments=DecideTransfer,
    result=TransferSeen,
    permission=Permission.TRANSFER_STOCK,
    roles=MOVERS,
)
def decide_transfer(call: Call, arguments: DecideTransfer) -> DecisionPlan:
    """Propose to lend goods that another dealer asks for, or to refuse; for the brand's own
    goods supply planning decides."""
    found = find_transfer(call.session, arguments.transfer)
    return plan_transfer_decision(call.session, found, arguments.grant, arguments.note or "")


@decide_transfer.applied
def _decide(call: Call, plan: DecisionPlan) -> TransferSeen:
    return seen(call, transfers.decide_transfer(call.session, plan, call.command, call.now))


@decide_transfer.previewed
def _show_decision(call: Call, plan: DecisionPlan) -> Preview:
    titles = {
        (True, "zh"): "同意调货 {transfer}",
        (False, "zh"): "不同意调货 {transfer}",
        (True, "en"): "Grant transfer {transfer}",
        (False, "en"): "Refuse transfer {transfer}",
    }
    return Preview(
        title=titles[plan.grant, call.language].format(transfer=plan.transfer.number),
        terms=goods_of(call, plan.transfer) | {"grant": plan.grant, "note": plan.note},
    )


@commit_tool(
    arguments=TransferNamed,
    result=TransferSeen,
    permission=Permission.TRANSFER_STOCK,
    roles=MOVERS,
)
def receive_transfer(call: Call, arguments: TransferNamed) -> OnTransfer:
    """Propose to sign for goods of a transfer that have arrived."""
    found = find_transfer(call.session, arguments.transfer)
    require_arriving(call.session, found)
    return OnTransfer(found)


@receive_transfer.applied
def _receive(call: Call, plan: OnTransfer) -> TransferSeen:
    return seen(
        call, transfers.receive_transfer(call.session, plan.transfer, call.command, call.now)
    )


@receive_transfer.previewed
def _show_arrival(call: Call, plan: OnTransfer) -> Preview:
    titles = {"zh": "签收调货 {transfer}", "en": "Sign for transfer {transfer}"}
    title = titles[call.language].format(transfer=plan.transfer.number)
    return Preview(title=title, terms=goods_of(call, plan.transfer))
