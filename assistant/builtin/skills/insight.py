"""Which problems dealers report: what head office, departments and managers ask."""

import re

from assistant.builtin.lines import named_product
from assistant.builtin.plan import Brief, Step, call
from assistant.builtin.skills import service
from assistant.builtin.skills.figures import region_named
from assistant.understanding.periods import find
from assistant.understanding.understood import Request


def _words(zh: str, en: str) -> re.Pattern[str]:
    return re.compile(rf"{zh}|(?<![a-z])(?:{en})", re.IGNORECASE)


_RIVALS = _words("竞品|竞争对手|对手|友商|同行", "competitor|competition|rival")
_TYPES = (
    (_words("货损|破损|错发|少发|发错|摔坏", "damaged|short.?shipped|wrong goods"),
     ("logistics_damage",)),
    (_words("晚到|延迟|延误|到货慢|发货慢", "late|delay|slow (?:deliver|ship)"),
     ("logistics_delay",)),
    (_words("物流|运输|配送|到货|发货", "logistic|deliver|shipping|freight"),
     ("logistics_delay", "logistics_damage")),
    (_words("断货|缺货", "out of stock|stock-?outs?|shortage"), ("stockout",)),
    (_words("压货|滞销|库存积压", "overstock|unsold|slow.?mov"), ("overstock",)),
    (_words("质量|故障|坏机", "quality|defect|fault"), ("quality_defect",)),
    (_words("窜货|乱价|低价", "price (?:war|conflict)|undercut|dumping|territor"),
     ("price_conflict",)),
    (_words("返利|补贴", "rebate|subsid"), ("rebate_dispute",)),
    (_words("对账|开票|发票", "reconcil|statement|invoic"), ("reconciliation_dispute",)),
    (_words("资金|信用额度|额度", "credit|cash"), ("credit_pressure",)),
    (_words("配件|零件", "spare|parts"), ("parts_shortage",)),
    (_words("安装|维修|服务网点|服务能力|师傅", "install|repair|technician|service cap"),
     ("service_capacity",)),
    (_words("投诉", "complain"), ("customer_complaint",)),
    (_words("培训", "training"), ("training_need",)),
    (_words("系统|小程序|APP", "system|website|app(?![a-z])"), ("system_problem",)),
    (_words("销售机会|招标|团购", "tender|group purchase|opportunit"), ("sales_opportunity",)),
    (_words("促销执行|物料|赠品", "promotion material|gifts"), ("promotion_execution",)),
)  # fmt: skip


def insight_query(brief: Brief, request: Request) -> list[Step]:
    """A question about reported problems; of those who read none, a request to the department
    that answers."""
    if not brief.actor.is_staff:
        return service.request_to("customer_service")(brief, request)
    text = request.text
    found = find(text, brief.today, brief.language)
    days = {"start": found.start.isoformat(), "end": found.end.isoformat()} if found else {}
    rivals = _RIVALS.search(text) is not None
    return [
        call(
            "query_issues",
            request,
            region=region_named(brief, text),
            dealer=request.dealer,
            product=named_product(brief, request.items) if request.items else None,
            types=None if rivals else types_of(text),
            rivals=rivals or None,
            **days,
        )
    ]


def types_of(text: str) -> list[str] | None:
    """The types of problem that are named, as narrowly as they are; None: all."""
    for form, types in _TYPES:
        if form.search(text):
            return list(types)
    return None
