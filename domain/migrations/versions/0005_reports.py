"""Reports of dealers, the issues found in them, alerts and their routing, suggestions, notices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from domain.migrations.walls import HEAD_OFFICE, OWNER, of_dealer, of_user, visible, wall

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _reports()
    _suggestions()
    _alerts()
    _issues()
    _routing()
    _notices()
    if op.get_bind().dialect.name == "postgresql":
        for table in ("report_file", "report", "issue", "correction"):
            wall(table, of_dealer())
        for table in ("alert", "alert_step"):
            of_region = visible(dealer="false", region=f"region_id = {OWNER}")
            wall(table, of_region, writable=HEAD_OFFICE)
        wall("suggestion", HEAD_OFFICE)
        wall("notice", of_user())


def _reports() -> None:
    op.create_table(
        "report_file",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("uploaded_by", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sections", JSON, nullable=False),
        sa.Column("problem", sa.String(length=32), nullable=True),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_report_file_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["user.id"], name=op.f("fk_report_file_uploaded_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_file")),
    )
    op.create_index("ix_report_file_dealer_id", "report_file", ["dealer_id"])
    op.create_index("ix_report_file_uploaded_at", "report_file", ["uploaded_at"])
    op.create_table(
        "report",
        sa.Column("id", KEY, nullable=False),
        sa.Column("handed_in_by", KEY, nullable=False),
        sa.Column("handed_in_at", INSTANT, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.String(length=32), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("read_by", sa.String(length=64), nullable=False),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_report_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["report_file.id"], name=op.f("fk_report_file_id_report_file")
        ),
        sa.ForeignKeyConstraint(
            ["handed_in_by"], ["user.id"], name=op.f("fk_report_handed_in_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("dealer_id", "sha256", name=op.f("uq_report_dealer_id_sha256")),
    )
    op.create_index("ix_report_dealer_id", "report", ["dealer_id"])
    op.create_index("ix_report_handed_in_at", "report", ["handed_in_at"])
    op.create_index("ix_report_state", "report", ["state"])


def _suggestions() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("release", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("dealers", sa.Integer(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("last_wish_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    op.create_index("ix_suggestion_state", "suggestion", ["state"])


def _alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter", sa.String(length=120), nullable=True),
        sa.Column("follows_id", KEY, nullable=True),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("department", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=True),
        sa.Column("product_id", KEY, nullable=True),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("escalated_at", INSTANT, nullable=True),
        sa.Column("resolved_at", INSTANT, nullable=True),
        sa.Column("resolution", sa.String(length=2000), nullable=False),
        sa.Column("last_issue_at", INSTANT, nullable=False),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("dealers", sa.Integer(), nullable=False),
        sa.Column("pieces", KEY, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("region_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["family"], ["family.code"], name=op.f("fk_alert_family_family")),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["alert.id"], name=op.f("fk_alert_follows_id_alert")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_alert_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_alert_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_alert_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("matter", name=op.f("uq_alert_matter")),
    )
    op.create_index("ix_alert_department_status", "alert", ["department", "status"])
    op.create_index("ix_alert_due_at", "alert", ["due_at"])
    op.create_index("ix_alert_opened_at", "alert", ["opened_at"])
    op.create_index("ix_alert_region_id", "alert", ["region_id"])
    op.create_index("ix_alert_resolved_at", "alert", ["resolved_at"])
    op.create_index("ix_alert_status", "alert", ["status"])
    op.create_table(
        "alert_step",
        sa.Column("id", KEY, nullable=False),
        sa.Column("alert_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("region_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_alert_step_alert_id_alert")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_alert_step_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_step")),
    )
    op.create_index("ix_alert_step_alert_id", "alert_step", ["alert_id"])
    op.create_index("ix_alert_step_region_id", "alert_step", ["region_id"])


def _issues() -> None:
    op.create_table(
        "issue",
        sa.Column("id", KEY, nullable=False),
        sa.Column("report_id", KEY, nullable=False),
        sa.Column("region_id", KEY, nullable=False),
        sa.Column("alert_id", KEY, nullable=True),
        sa.Column("suggestion_id", KEY, nullable=True),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("department", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("wish", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("products", JSON, nullable=False),
        sa.Column("product_id", KEY, nullable=True),
        sa.Column("family", sa.String(length=32), nullable=True),
        sa.Column("places", JSON, nullable=False),
        sa.Column("competitor", sa.String(length=120), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("amount", KEY, nullable=True),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("reviewed_by", KEY, nullable=True),
        sa.Column("reviewed_at", INSTANT, nullable=True),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_issue_alert_id_alert")),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_issue_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(["family"], ["family.code"], name=op.f("fk_issue_family_family")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_issue_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_issue_region_id_region")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_issue_report_id_report")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_issue_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index("ix_issue_alert_id", "issue", ["alert_id"])
    op.create_index("ix_issue_dealer_id", "issue", ["dealer_id"])
    op.create_index("ix_issue_region_id_reported_at", "issue", ["region_id", "reported_at"])
    op.create_index("ix_issue_report_id", "issue", ["report_id"])
    op.create_index("ix_issue_reported_at", "issue", ["reported_at"])
    op.create_index("ix_issue_suggestion_id", "issue", ["suggestion_id"])
    op.create_table(
        "correction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("report_id", KEY, nullable=False),
        sa.Column("issue_id", KEY, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_correction_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_correction_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_correction_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_dealer_id", "correction", ["dealer_id"])
    op.create_index("ix_correction_report_id", "correction", ["report_id"])


def _routing() -> None:
    op.create_table(
        "routing_rule",
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=True),
        sa.Column("region_id", KEY, nullable=True),
        sa.Column("family", sa.String(length=32), nullable=True),
        sa.Column("product_id", KEY, nullable=True),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("department", sa.String(length=32), nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_by", KEY, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["family"], ["family.code"], name=op.f("fk_routing_rule_family_family")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name=op.f("fk_routing_rule_owner_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_routing_rule_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_routing_rule_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_rule")),
    )
    op.create_index("ix_routing_rule_position", "routing_rule", ["position"])
    op.create_table(
        "working_hours",
        sa.Column("id", KEY, nullable=False),
        sa.Column("time_zone", sa.String(length=120), nullable=False),
        sa.Column("week", JSON, nullable=False),
        sa.Column("closed", JSON, nullable=False),
        sa.Column("opened", JSON, nullable=False),
        sa.Column("changed_by", KEY, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_hours")),
    )


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("user_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notice_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    op.create_index("ix_notice_user_id", "notice", ["user_id"])
