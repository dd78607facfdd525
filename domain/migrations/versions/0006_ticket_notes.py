"""What is told of a ticket after it was opened, and the ticket that a complaint is about."""

import sqlalchemy as sa
from alembic import op

from domain.migrations.walls import OWNER, of_dealer, wall

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("ticket", sa.Column("about_id", KEY, nullable=True))
    op.create_table(
        "ticket_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=True),
        sa.Column("preferred_time", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("written_by", KEY, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("customer_id", KEY, nullable=True),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_ticket_note_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_ticket_note_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_ticket_note_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_note_ticket_id_ticket")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_note")),
    )
    for column in ("customer_id", "dealer_id", "ticket_id"):
        op.create_index(f"ix_ticket_note_{column}", "ticket_note", [column])
    if op.get_bind().dialect.name == "postgresql":
        wall("ticket_note", of_dealer(customer=f"customer_id = {OWNER}"))
