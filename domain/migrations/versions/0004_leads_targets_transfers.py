"""Leads and their steps, sales targets, and transfers between warehouses."""

import sqlalchemy as sa
from alembic import op

from domain.migrations.walls import OWNER, of_dealer, visible, wall

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _leads()
    _targets()
    _transfers()
    if op.get_bind().dialect.name == "postgresql":
        for table in ("lead", "lead_note", "sales_target"):
            wall(table, of_dealer())
        region = f"SELECT d.id FROM dealer d WHERE d.region_id = {OWNER}"
        wall(
            "transfer",
            visible(
                dealer=f"owner_id = {OWNER} OR dealer_id = {OWNER}",
                region=f"owner_id IN ({region}) OR dealer_id IN ({region})",
            ),
        )


def _leads() -> None:
    op.create_table(
        "lead",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("wish", sa.String(length=500), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("expected", KEY, nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("noted_by", KEY, nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_lead_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
    )
    op.create_index("ix_lead_dealer_id", "lead", ["dealer_id"])
    op.create_index("ix_lead_stage", "lead", ["stage"])
    op.create_table(
        "lead_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("written_by", KEY, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_note_lead_id_lead")),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_lead_note_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_note")),
    )
    op.create_index("ix_lead_note_lead_id", "lead_note", ["lead_id"])
    op.create_index("ix_lead_note_dealer_id", "lead_note", ["dealer_id"])


def _targets() -> None:
    op.create_table(
        "sales_target",
        sa.Column("id", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_sales_target_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_target")),
        sa.UniqueConstraint("dealer_id", "month", name=op.f("uq_sales_target_dealer_id_month")),
    )
    op.create_index("ix_sales_target_dealer_id", "sales_target", ["dealer_id"])


def _transfers() -> None:
    links = (
        ("product_id", "product"),
        ("source_id", "warehouse"),
        ("target_id", "warehouse"),
        ("owner_id", "dealer"),
        ("dealer_id", "dealer"),
    )
    op.create_table(
        "transfer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("source_id", KEY, nullable=False),
        sa.Column("target_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("dealer_id", KEY, nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=250), nullable=False),
        sa.Column("requested_by", KEY, nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("received_at", INSTANT, nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_transfer_quantity_positive")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_transfer_{column}_{table}")
            )
            for column, table in links
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    for column in ("owner_id", "dealer_id", "status"):
        op.create_index(f"ix_transfer_{column}", "transfer", [column])
