"""End customers, and the people who can sign in."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from domain.demo.data import table
from domain.demo.network import dealer_code
from domain.demo.world import TIME_ZONE, Shop, World, write_rows
from domain.models.customers import Customer
from domain.models.people import User
from domain.people.queries import actor_from
from domain.scope import Role

_CUSTOMERS = {"large": 36, "middle": 24, "small": 16}
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that could be taken for another


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Somebody who can sign in, as `demo-users.json` lists him. `dealer` and `region` are codes."""

    username: str
    password: str
    role: str
    name: str
    language: str
    dealer: str | None = None
    region: str | None = None
    department: str | None = None


def make_customers(world: World) -> None:
    """Write each dealer's end customers; the first of some can sign in."""
    chance, numbers = world.random("customers"), count(1)
    signing_in = table("people")["customers"]
    for shop in world.shops.values():
        names = [signing_in[shop.slug]] if shop.slug in signing_in else []
        while len(names) < _CUSTOMERS[shop.size]:
            names.append(_a_name(shop, chance))
        rows = [_customer(world, shop, name, next(numbers), chance) for name in names]
        world.customers[shop.slug] = write_rows(world.session, Customer, rows)


def make_users(world: World, password_seed: int | None) -> list[DemoUser]:
    """Write everybody who can sign in.

    Arguments:
        password_seed: for evals, whose passwords may be known; None draws them from the system.
    """
    chance = secrets.SystemRandom() if password_seed is None else Random(password_seed)
    people = [person | {"password": _password(chance)} for person in _everybody()]
    hashes = _hashed([person["password"] for person in people], world.scale.light_hashes)
    rows = [_user(world, p, known) for p, known in zip(people, hashes, strict=True)]
    keys = write_rows(world.session, User, rows)
    for row, key in zip(rows, keys, strict=True):
        world.users[row["username"]] = actor_from(User(id=key, **row))
    return [_listed(world, person) for person in people]


def _everybody() -> Iterator[dict[str, Any]]:
    known = table("people")
    for slug, names in known["dealers"].items():
        for job, name in zip(("dealer", "clerk"), names, strict=True):
            yield _person(f"{job}-{slug}", name, Role.DEALER, slug in known["english"], dealer=slug)
    for slug, name in known["customers"].items():
        english = slug in known["english"]
        yield _person(f"customer-{slug}", name, Role.CUSTOMER, english, dealer=slug)
    for region, name in known["managers"].items():
        yield _person(f"manager-{region}", name, Role.REGION_MANAGER, region=region)
    for department, name in known["departments"].items():
        username = department.replace("_", "-")
        yield _person(username, name, Role.DEPARTMENT, department=department)
    for role, key in ((Role.HEAD_OFFICE, "head_office"), (Role.ADMINISTRATOR, "administrator")):
        for username, entry in known[key].items():
            yield _person(username, entry["name"], role, entry["language"] == "en")


def _person(
    username: str, name: str, role: Role, english: bool = False, **place: str
) -> dict[str, Any]:
    language = "en" if english else "zh"
    return {"username": username, "name": name, "role": role, "language": language} | place


def _user(world: World, person: dict[str, Any], password_hash: str) -> dict[str, Any]:
    shop = world.shops.get(person.get("dealer", ""))
    customer = person["role"] is Role.CUSTOMER and shop
    return {
        "username": person["username"],
        "password_hash": password_hash,
        "name": person["name"],
        "role": person["role"].value,
        "dealer_id": shop.id if shop else None,
        "region_id": world.regions.get(person.get("region", "")),
        "customer_id": world.customers[shop.slug][0] if shop and customer else None,
        "department": person.get("department"),
        "language": person["language"],
        "time_zone": TIME_ZONE,
        "active": True,
        "created_at": world.ago(world.scale.trade_days + 10),
    }


def _listed(world: World, person: dict[str, Any]) -> DemoUser:
    shop = world.shops.get(person.get("dealer", ""))
    return DemoUser(
        username=person["username"],
        password=person["password"],
        role=person["role"].value,
        name=person["name"],
        language=person["language"],
        dealer=dealer_code(shop.slug) if shop else None,
        region=shop.region if shop else person.get("region"),
        department=person.get("department"),
    )


def _customer(world: World, shop: Shop, name: str, number: int, chance: Random) -> dict[str, Any]:
    street, house = chance.choice(table("people")["streets"]), chance.randrange(1, 200)
    return {
        "dealer_id": shop.id,
        "name": name,
        "phone": f"13800000{number:03d}",  # a block that stands for nobody
        "city": shop.entry["city"],
        "address": f"{shop.entry['city']}{street}{house}号",
        "note": "",
        "created_at": world.ago(chance.uniform(30, 600)),
    }


def _a_name(shop: Shop, chance: Random) -> str:
    known = table("people")
    if shop.english:
        return f"{chance.choice(known['first'])} {chance.choice(known['last'])}"
    return str(chance.choice(known["surnames"]) + chance.choice(known["given"]))


def _password(chance: Random) -> str:
    return "-".join("".join(chance.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def _hashed(passwords: list[str], light: bool) -> list[str]:
    """Argon2 hashes, two at a time; a hash names its own cost, so that all are verified alike.

    OWASP's smallest advised parameters (19 MiB, two passes), a fifth of the work of those for real
    users; next to nothing for worlds that live for a test.
    """
    passes, kibibytes = (1, 1024) if light else (2, 19 * 1024)
    argon2 = Argon2Hasher(time_cost=passes, memory_cost=kibibytes, parallelism=1)
    hasher = PasswordHash((argon2,))
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(hasher.hash, passwords))
