"""Money: integer minor units of a currency. No float passes the edge."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from domain.errors import Invalid

DEFAULT_CURRENCY = "CNY"
BASIS = 10_000
"""Basis points in a whole: rates are integers of a hundredth of a percent."""

_MINOR_DIGITS = {"JPY": 0, "KRW": 0}


def minor_digits(currency: str) -> int:
    """Decimal places of `currency` (ISO 4217; two unless known otherwise)."""
    return _MINOR_DIGITS.get(currency, 2)


def to_minor(amount: str | int | Decimal, currency: str = DEFAULT_CURRENCY) -> int:
    """Minor units of an amount written in major units ("1299.50" → 129950).

    Raises:
        Invalid: it is no number, or has more decimals than the currency.
    """
    try:
        scaled = Decimal(str(amount)).scaleb(minor_digits(currency))
    except InvalidOperation as error:
        raise Invalid("money", value=str(amount)) from error
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise Invalid("money", value=str(amount))
    return int(scaled)


def to_major(minor: int, currency: str = DEFAULT_CURRENCY) -> Decimal:
    """Major units, exact, of an amount in minor units."""
    return Decimal(minor).scaleb(-minor_digits(currency))


def rate_of(amount: int, basis_points: int) -> int:
    """`amount` times a rate in basis points, rounded half up to a whole minor unit.

    Half up is the rounding that invoices use.
    """
    exact = Decimal(amount) * basis_points / BASIS
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
