"""Quotes: what products would cost the asker today, promotions included."""

from pydantic import BaseModel

from domain.catalogue.queries import priced_products, promotions_for
from domain.catalogue.rules import price_line
from domain.errors import Refused
from domain.models.catalogue import RETAIL_TIER
from domain.scope import Permission
from tools.arguments import Arguments, Lines
from tools.call import Call
from tools.order_lines import pieces_of
from tools.products import price_list
from tools.registry import read_tool


class Quote(Arguments):
    """What is to be priced."""

    lines: Lines


class QuotedLine(BaseModel):
    """Amounts in minor units; `amount` = quantity × unit_price − discount."""

    sku: str
    name: str
    quantity: int
    unit_price: int
    discount: int
    promotion: str | None
    promotion_name: str | None
    amount: int


class Quoted(BaseModel):
    items: list[QuotedLine]
    total: int
    currency: str


@read_tool(arguments=Quote, result=Quoted, permission=Permission.READ_PRODUCTS)
def quote(call: Call, arguments: Quote) -> Quoted:
    """Price products on the asker's own price list, with the promotions that run today."""
    wanted = [pieces_of(call.session, line) for line in arguments.lines]
    keys = [key for key, _ in wanted]
    tier, currency = price_list(call)
    products = priced_products(call.session, keys, tier, currency, call.today)
    audience = "customer" if tier == RETAIL_TIER else "dealer"
    running = promotions_for(call.session, keys, audience, call.today)
    items = []
    for key, quantity in wanted:
        product = products[key]
        if product.unit_price is None:
            names = {"name_zh": product.name_zh, "name_en": product.name_en}
            raise Refused("no_price", sku=product.sku, **names)
        price = price_line(quantity, product.unit_price, running.get(key, ()))
        items.append(
            QuotedLine(
                sku=product.sku,
                name=call.named(product),
                quantity=quantity,
                unit_price=price.unit_price,
                discount=price.discount,
                promotion=price.promotion,
                promotion_name=call.promotion_name(price.promotion),
                amount=price.amount,
            )
        )
    return Quoted(items=items, total=sum(item.amount for item in items), currency=currency)
