"""Products, prices and promotions."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from domain.demo.data import entries, table
from domain.demo.world import World, write_rows
from domain.models.catalogue import Family, Price, Product, Promotion
from domain.money import BASIS, DEFAULT_CURRENCY, rate_of

_YUAN = 100
_SINCE = 700
"""Days ago the first price list came into force: before all history."""


def make_catalogue(world: World) -> None:
    """Write families, products, price lists and promotions."""
    known = table("catalogue")
    families = [_family(entry) for entry in known["families"]]
    world.session.execute(insert(Family), families)
    products = known["products"]
    keys = write_rows(world.session, Product, [_product(world, entry) for entry in products])
    world.products = {entry["sku"]: key for entry, key in zip(products, keys, strict=True)}
    world.session.execute(insert(Price), [row for p in products for row in _prices(world, p)])
    world.session.execute(insert(Promotion), [_promotion(world, p) for p in entries("promotions")])


def retail_price(entry: dict[str, Any]) -> int:
    """The retail price of a product of catalogue.yaml in minor units."""
    return int(entry["retail"]) * _YUAN


def family_nicknames(entry: dict[str, Any]) -> list[str]:
    """What people call a family of catalogue.yaml, with and without the maker's name."""
    return [*entry["nick"], f"晨岚{entry['zh']}", f"Chenlan {entry['en']}"]


def _family(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": entry["code"],
        "name_zh": entry["zh"],
        "name_en": entry["en"],
        "nicknames": family_nicknames(entry),
    }


def _product(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "sku": entry["sku"],
        "name_zh": entry["zh"],
        "name_en": entry["en"],
        "family": entry["family"],
        "kind": entry.get("kind", "appliance"),
        "nicknames": entry["nick"],
        "unit_zh": entry["unit"][0],
        "unit_en": entry["unit"][1],
        "pack_size": entry.get("pack", 1),
        "warranty_months": entry["warranty"],
        "specification_zh": entry["spec"][0],
        "specification_en": entry["spec"][1],
        "active": True,
        "changed_at": world.ago(_SINCE),
    }


def _prices(world: World, entry: dict[str, Any]) -> list[dict[str, Any]]:
    known, sku = table("catalogue"), entry["sku"]
    periods = [(world.today - timedelta(days=_SINCE), BASIS)]
    if cut := known["last_price_cut"].get(sku):
        periods = [(periods[0][0], BASIS + cut), (world.today - timedelta(days=60), BASIS)]
    if rise := known["coming_price_rise"].get(sku):
        periods.append((world.today + timedelta(days=21), BASIS + rise))
    return [
        {
            "product_id": world.products[sku],
            "tier": tier,
            "currency": DEFAULT_CURRENCY,
            "unit_price": _whole_yuan(rate_of(rate_of(retail_price(entry), rate), share)),
            "valid_from": day,
        }
        for day, rate in periods
        for tier, share in known["tiers"].items()
    ]


def _promotion(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": entry["code"],
        "name_zh": entry["zh"],
        "name_en": entry["en"],
        "product_id": world.products[entry["sku"]],
        "audience": entry["audience"],
        "minimum_quantity": entry["minimum"],
        "percent_off": entry.get("percent", 0),
        "unit_off": entry.get("off", 0) * _YUAN,
        "starts_on": world.today + timedelta(days=entry["from"]),
        "ends_on": world.today + timedelta(days=entry["to"]),
        "ended_at": None,
    }


def _whole_yuan(amount: int) -> int:
    return (amount + _YUAN // 2) // _YUAN * _YUAN
