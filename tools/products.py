"""Products: find them, with the asker's own price and the promotions that run."""

from pydantic import BaseModel, Field
from sqlalchemy import select

from domain.catalogue.queries import catalogue, priced_products, promotions_for
from domain.errors import Unknown
from domain.finance.queries import account_of
from domain.models.catalogue import RETAIL_TIER, Product
from domain.money import DEFAULT_CURRENCY
from domain.scope import Level, Permission
from tools.arguments import Arguments, Reference
from tools.call import Call
from tools.registry import read_tool


class SearchProducts(Arguments):
    """What is looked for."""

    query: Reference = Field(description="name, nickname, family or code, as the person said it")
    limit: int = Field(8, ge=1, le=30)


class ProductSeen(BaseModel):
    """`unit_price` in minor units on the asker's own price list; None if not sold to him."""

    sku: str
    name: str
    family: str
    unit_price: int | None
    currency: str
    pack_size: int
    warranty_months: int
    specification: str
    promotions: list[str]


class ProductsSeen(BaseModel):
    products: list[ProductSeen]


@read_tool(arguments=SearchProducts, result=ProductsSeen, permission=Permission.READ_PRODUCTS)
def search_products(call: Call, arguments: SearchProducts) -> ProductsSeen:
    """Find products by name, nickname, family or code, with price, warranty and promotions."""
    match = catalogue(call.session).find(arguments.query)
    keys = list(match.fits or match.nearest)[: arguments.limit]
    if not keys:
        raise Unknown("product", text=arguments.query, candidates=[])
    tier, currency = price_list(call)
    prices = priced_products(call.session, keys, tier, currency, call.today)
    audience = "customer" if tier == RETAIL_TIER else "dealer"
    running = promotions_for(call.session, keys, audience, call.today)
    rows = {p.id: p for p in call.session.scalars(select(Product).where(Product.id.in_(keys)))}
    found = [
        ProductSeen(
            sku=rows[key].sku,
            name=call.named(rows[key]),
            family=rows[key].family,
            unit_price=prices[key].unit_price,
            currency=currency,
            pack_size=rows[key].pack_size,
            warranty_months=rows[key].warranty_months,
            specification=getattr(rows[key], f"specification_{call.language}"),
            promotions=[p.code for p in running.get(key, [])],
        )
        for key in keys
    ]
    return ProductsSeen(products=found)


def price_list(call: Call) -> tuple[str, str]:
    """The asker's tier and currency: his dealership's, or retail for everybody else."""
    if call.actor.level is Level.DEALER and call.actor.dealer_id is not None:
        account = account_of(call.session, call.actor.dealer_id)
        return account.tier, account.currency
    return RETAIL_TIER, DEFAULT_CURRENCY
