"""Regions, warehouses, dealers with their credit, and service centres."""

from typing import Any

from domain.demo.data import table
from domain.demo.world import TIME_ZONE, Shop, World, write_rows
from domain.models.ledger import Credit
from domain.models.people import Dealer, Region
from domain.models.service import ServiceCentre
from domain.models.warehouses import Warehouse
from domain.money import DEFAULT_CURRENCY, to_minor


def make_network(world: World) -> None:
    """Write everything that has a place on the map."""
    known, session = table("network"), world.session
    regions = known["regions"]
    keys = write_rows(session, Region, [{"code": r["code"]} | _named(r) for r in regions])
    world.regions = {r["code"]: key for r, key in zip(regions, keys, strict=True)}
    brand = known["warehouses"]
    rows = [_warehouse(world, w, w["code"], w.get("nick", []), None) for w in brand]
    places = write_rows(session, Warehouse, rows)
    world.warehouses = {w["region"]: key for w, key in zip(brand, places, strict=True)}
    write_rows(session, ServiceCentre, [_centre(world, c) for c in known["centres"]])
    _make_dealers(world, known["dealers"])


def dealer_code(slug: str) -> str:
    """The code of the dealer that network.yaml calls `slug`."""
    return f"D-{slug.upper()}"


def _make_dealers(world: World, dealers: list[dict[str, Any]]) -> None:
    session, english = world.session, table("people")["english"]
    keys = write_rows(session, Dealer, [_dealer(world, d) for d in dealers])
    own = [
        _warehouse(world, d | d["warehouse"], f"WD-{d['code'].upper()}", [], key)
        for d, key in zip(dealers, keys, strict=True)
    ]
    places = write_rows(session, Warehouse, own)
    write_rows(session, Credit, [_credit(d, key) for d, key in zip(dealers, keys, strict=True)])
    for entry, key, place in zip(dealers, keys, places, strict=True):
        world.shops[entry["code"]] = Shop(
            id=key,
            slug=entry["code"],
            region=entry["region"],
            region_id=world.regions[entry["region"]],
            size=entry["size"],
            english=entry["code"] in english,
            warehouse_id=place,
            entry=entry,
        )


def _named(entry: dict[str, Any]) -> dict[str, Any]:
    return {"name_zh": entry["zh"], "name_en": entry["en"]}


def _placed(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = entry["at"]
    return _named(entry) | {
        "region_id": world.regions[entry["region"]],
        "city": entry["city"],
        "latitude": latitude,
        "longitude": longitude,
    }


def _warehouse(
    world: World, entry: dict[str, Any], code: str, nicknames: list[str], dealer_id: int | None
) -> dict[str, Any]:
    return _placed(world, entry) | {"code": code, "nicknames": nicknames, "dealer_id": dealer_id}


def _centre(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    return _placed(world, entry) | {"code": entry["code"], "phone": entry["phone"]}


def _dealer(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    return _placed(world, entry) | {
        "code": dealer_code(entry["code"]),
        "address": entry["address"],
        "tier": entry["tier"],
        "payment_days": entry["days"],
        "currency": DEFAULT_CURRENCY,
        "time_zone": TIME_ZONE,
        "shares_stock": entry["shares"],
        "active": True,
    }


def _credit(entry: dict[str, Any], dealer_id: int) -> dict[str, Any]:
    return {
        "dealer_id": dealer_id,
        "currency": DEFAULT_CURRENCY,
        "limit": to_minor(entry["limit"]),
        "posted": 0,
        "pending": 0,
    }
