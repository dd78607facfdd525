"""The demo network's catalogue, and a wide one, for tests that read products."""

from functools import cache

from domain.catalogue.matching import Catalogue, FamilyNames, Names
from domain.demo.data import table


@cache
def demo_catalogue() -> Catalogue:
    """The products that the demo network sells."""
    known = table("catalogue")
    return Catalogue(
        [
            Names(key, p["sku"], p["zh"], p["en"], p["family"], tuple(map(str, p["nick"])))
            for key, p in enumerate(known["products"], start=1)
        ],
        [FamilyNames(f["code"], f["zh"], f["en"], tuple(f["nick"])) for f in known["families"]],
    )


@cache
def wide_catalogue(size: int = 2_000) -> Catalogue:
    """As many products as a large brand has: sizes and kinds in all combinations."""
    kinds = [("空调", "air conditioner"), ("冰箱", "fridge"), ("洗衣机", "washer"), ("电视", "TV")]
    styles = [("挂式", "wall"), ("立式", "floor"), ("迷你", "mini"), ("商务", "office")]
    products = []
    for key in range(1, size + 1):
        kind, style = kinds[key % 4], styles[key // 4 % 4]
        sku, number = f"CL-X{key:04}", f"{key}升"
        names = (f"{style[0]}{kind[0]}{key}型", f"{style[1]} {kind[1]} {key}")
        products.append(
            Names(key, sku, f"{number}{style[0]}{kind[0]}", f"{key} L {names[1]}", "all", names)
        )
    return Catalogue(products, [FamilyNames("all", "家电", "appliances", ())])


def codes(keys: tuple[int, ...]) -> list[str]:
    """Products by the part of their code that tells them apart."""
    return [demo_catalogue().products[key].sku.removeprefix("CL-") for key in keys]
