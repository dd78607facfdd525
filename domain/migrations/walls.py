"""Row security in PostgreSQL: the walls of `Scoped.visible_to` once more, under the application.

`domain.database` says for each transaction who is asking:

    dealerdesk.level    customer, dealer, region or head_office; nothing set means no rows
    dealerdesk.owner    the key of that customer, dealer or region
    dealerdesk.user     the user's key
    dealerdesk.dealer   the dealer he belongs to, at level customer or dealer

Policies look at `dealer` and `order` only where those look at nothing further, so that none can
come back to itself. Versions use these functions; to alter a wall, write a new version.
"""

from alembic import op


def setting(name: str) -> str:
    """A key set for the transaction, as a scalar subquery, so that it is worked out once."""
    return f"(SELECT NULLIF(current_setting('dealerdesk.{name}', true), '')::bigint)"


LEVEL = "(SELECT current_setting('dealerdesk.level', true))"
OWNER, USER, DEALER = setting("owner"), setting("user"), setting("dealer")
OF_REGION = f"dealer_id IN (SELECT d.id FROM dealer d WHERE d.region_id = {OWNER})"
HEAD_OFFICE = f"{LEVEL} = 'head_office'"


def visible(*, dealer: str, region: str, customer: str = "false") -> str:
    """The condition under which a row is seen, by the level of who asks."""
    return (
        f"CASE {LEVEL} WHEN 'head_office' THEN true WHEN 'dealer' THEN {dealer}"
        f" WHEN 'region' THEN {region} WHEN 'customer' THEN {customer} ELSE false END"
    )


def of_dealer(customer: str = "false") -> str:
    """Rows of one dealer; `customer` says which of them a customer sees."""
    return visible(dealer=f"dealer_id = {OWNER}", region=OF_REGION, customer=customer)


def of_user() -> str:
    """Rows of one user."""
    own = f"user_id = {USER}"
    return visible(dealer=own, region=own, customer=own)


def wall(table: str, condition: str, writable: str | None = None) -> None:
    """Confine a table, for its owner too. `writable`: who may write, if not who may see."""
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    if writable is None:
        op.execute(f'CREATE POLICY scope ON "{table}" USING ({condition}) WITH CHECK ({condition})')
        return
    op.execute(f'CREATE POLICY scope ON "{table}" FOR SELECT USING ({condition})')
    op.execute(f'CREATE POLICY keeper ON "{table}" USING ({writable}) WITH CHECK ({writable})')
