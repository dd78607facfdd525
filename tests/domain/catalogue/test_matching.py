"""Products are found by what people call them, and never guessed."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from domain.catalogue.matching import Catalogue, FamilyNames, Names
from domain.demo.catalogue import family_nicknames
from domain.demo.data import table

PHRASINGS = yaml.safe_load(
    (Path(__file__).parent / "phrasings.yaml").read_text(encoding="utf-8"),
)


@cache
def demo_catalogue() -> Catalogue:
    known = table("catalogue")
    return Catalogue(
        [
            Names(key, p["sku"], p["zh"], p["en"], p["family"], tuple(p["nick"]))
            for key, p in enumerate(known["products"], start=1)
        ],
        [
            FamilyNames(f["code"], f["zh"], f["en"], tuple(family_nicknames(f)))
            for f in known["families"]
        ],
    )


def codes(keys: tuple[int, ...]) -> set[str]:
    return {demo_catalogue().products[key].sku.removeprefix("CL-") for key in keys}


@pytest.mark.parametrize(("said", "meant"), PHRASINGS["certain"].items())
def test_one_product_is_meant(said, meant):
    assert codes(demo_catalogue().find(str(said)).fits) == {meant}


@pytest.mark.parametrize(("said", "meant"), PHRASINGS["choice"].items())
def test_several_products_are_offered(said, meant):
    assert codes(demo_catalogue().find(said, limit=20).fits) == set(meant)


@pytest.mark.parametrize("said", PHRASINGS["unknown"])
def test_nothing_is_guessed(said):
    match = demo_catalogue().find(said)
    assert codes(match.fits) == set()


def test_every_name_of_a_product_means_it():
    for product in demo_catalogue().products.values():
        for name in product.all():
            assert product.id in demo_catalogue().find(name).fits, name


def test_the_nearest_names_are_told_of_an_unknown_product():
    assert "AC35W" in codes(demo_catalogue().find("1.5匹柜机").nearest)
