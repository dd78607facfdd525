"""The first form of the database: every table, as `domain/models` describes them.

Long because it spells out each column: a version must not change when the models do.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _log()
    _catalogue()
    _words()
    _network()
    _people()
    _conversations()
    _counters()
    _sales()
    _finance()
    _service()
    _figures()


def _log() -> None:
    op.create_table(
        "command",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("dealer_id", KEY, nullable=True),
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("input_hash", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("proposal", sa.String(length=32), nullable=True),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        sa.UniqueConstraint("actor_id", "key", name=op.f("uq_command_actor_id_key")),
    )
    op.create_index("ix_command_dealer_id_id", "command", ["dealer_id", "id"])
    op.create_table(
        "command_text",
        sa.Column("command_id", KEY, nullable=False),
        sa.Column("arguments", JSON, nullable=False),
        sa.PrimaryKeyConstraint("command_id", name=op.f("pk_command_text")),
    )
    op.create_table(
        "refusal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    op.create_index(op.f("ix_refusal_actor_id"), "refusal", ["actor_id"])
    op.create_table(
        "audit_block",
        sa.Column("id", KEY, nullable=False),
        sa.Column("first", KEY, nullable=False),
        sa.Column("last", KEY, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_block")),
        sa.UniqueConstraint("last", name=op.f("uq_audit_block_last")),
    )
    op.create_table(
        "event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("arguments", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("key", name=op.f("uq_event_key")),
    )
    op.create_index(op.f("ix_event_taken_at"), "event", ["taken_at"])
    op.create_table(
        "move",
        sa.Column("id", KEY, nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("counter_id", KEY, nullable=False),
        sa.Column("firm", sa.BigInteger(), nullable=False),
        sa.Column("provisional", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("command", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
    )
    op.create_index("ix_move_counter_counter_id", "move", ["counter", "counter_id"])
    op.create_index("ix_move_document", "move", ["document"])


def _catalogue() -> None:
    op.create_table(
        "family",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("nicknames", JSON, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_family")),
    )
    op.create_table(
        "product",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sku", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("nicknames", JSON, nullable=False),
        sa.Column("unit_zh", sa.String(length=8), nullable=False),
        sa.Column("unit_en", sa.String(length=16), nullable=False),
        sa.Column("pack_size", sa.Integer(), nullable=False),
        sa.Column("warranty_months", sa.Integer(), nullable=False),
        sa.Column("specification_zh", sa.String(length=500), nullable=False),
        sa.Column("specification_en", sa.String(length=500), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["family"], ["family.code"], name=op.f("fk_product_family_family")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("sku", name=op.f("uq_product_sku")),
    )
    op.create_index(op.f("ix_product_family"), "product", ["family"])
    op.create_table(
        "price",
        sa.Column("id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_price_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price")),
        sa.UniqueConstraint(
            "product_id",
            "tier",
            "currency",
            "valid_from",
            name=op.f("uq_price_product_id_tier_currency_valid_from"),
        ),
    )
    op.create_index(op.f("ix_price_product_id"), "price", ["product_id"])
    op.create_table(
        "promotion",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=False),
        sa.Column("minimum_quantity", sa.Integer(), nullable=False),
        sa.Column("percent_off", sa.Integer(), nullable=False),
        sa.Column("unit_off", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_promotion_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
        sa.UniqueConstraint("code", name=op.f("uq_promotion_code")),
    )
    op.create_index(op.f("ix_promotion_product_id"), "promotion", ["product_id"])


def _words() -> None:
    op.create_table(
        "article",
        sa.Column("id", KEY, nullable=False),
        sa.Column("slug", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("slug", "language", name=op.f("uq_article_slug_language")),
    )
    op.create_table(
        "reply_template",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited_by", KEY, nullable=False),
        sa.Column("edited_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_template")),
        sa.UniqueConstraint(
            "name", "language", "version", name=op.f("uq_reply_template_name_language_version")
        ),
    )
    op.create_table(
        "switch",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=250), nullable=False),
        sa.Column("off_by", KEY, nullable=False),
        sa.Column("off_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_switch")),
    )


def _network() -> None:
    op.create_table(
        "region",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
    )
    op.create_table(
        "dealer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("region_id", KEY, nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=250), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=False),
        sa.Column("payment_days", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("time_zone", sa.String(length=120), nullable=False),
        sa.Column("shares_stock", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_dealer_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dealer")),
        sa.UniqueConstraint("code", name=op.f("uq_dealer_code")),
    )
    op.create_index(op.f("ix_dealer_region_id"), "dealer", ["region_id"])
    op.create_table(
        "warehouse",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("nicknames", JSON, nullable=False),
        sa.Column("region_id", KEY, nullable=False),
        sa.Column("dealer_id", KEY, nullable=True),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_warehouse_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_warehouse_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warehouse")),
        sa.UniqueConstraint("code", name=op.f("uq_warehouse_code")),
    )
    op.create_index(op.f("ix_warehouse_dealer_id"), "warehouse", ["dealer_id"])
    op.create_index(op.f("ix_warehouse_region_id"), "warehouse", ["region_id"])
    op.create_table(
        "customer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=250), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_customer_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    )
    op.create_index(op.f("ix_customer_dealer_id"), "customer", ["dealer_id"])
    op.create_index(op.f("ix_customer_name"), "customer", ["name"])
    op.create_index(op.f("ix_customer_phone"), "customer", ["phone"])
    op.create_table(
        "service_centre",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("region_id", KEY, nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_service_centre_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_centre")),
        sa.UniqueConstraint("code", name=op.f("uq_service_centre_code")),
    )
    op.create_index(op.f("ix_service_centre_region_id"), "service_centre", ["region_id"])


def _people() -> None:
    op.create_table(
        "user",
        sa.Column("id", KEY, nullable=False),
        sa.Column("username", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("dealer_id", KEY, nullable=True),
        sa.Column("region_id", KEY, nullable=True),
        sa.Column("customer_id", KEY, nullable=True),
        sa.Column("department", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("time_zone", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_user_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_user_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_user_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("username", name=op.f("uq_user_username")),
    )
    op.create_table(
        "access_token",
        sa.Column("id", KEY, nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("grants", sa.String(length=120), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_access_token_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_access_token_secret_hash")),
    )
    op.create_index(op.f("ix_access_token_user_id"), "access_token", ["user_id"])
    op.create_table(
        "chat_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("linked_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("last_update", KEY, nullable=True),
        sa.Column("last_update_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_chat_link_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_link")),
        sa.UniqueConstraint("channel", "account", name=op.f("uq_chat_link_channel_account")),
    )
    op.create_index(op.f("ix_chat_link_user_id"), "chat_link", ["user_id"])
    op.create_table(
        "link_token",
        sa.Column("id", KEY, nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_link_token_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_link_token_secret_hash")),
    )


def _conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("focus", JSON, nullable=False),
        sa.Column("handoff", sa.String(length=32), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("active_at", INSTANT, nullable=False),
        sa.Column("turn_until", INSTANT, nullable=True),
        sa.Column("user_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_conversation_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_user_id"), "conversation", ["user_id"])
    op.create_table(
        "message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("channel_key", sa.String(length=120), nullable=True),
        sa.Column("answered_by", KEY, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_message_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_message_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("channel_key", name=op.f("uq_message_channel_key")),
    )
    op.create_index("ix_message_conversation_id_id", "message", ["conversation_id", "id"])
    op.create_index(op.f("ix_message_user_id"), "message", ["user_id"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("dealer_id", KEY, nullable=True),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("arguments", JSON, nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("preview", JSON, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("command_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("replaced_by", sa.String(length=32), nullable=True),
        sa.Column("user_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_proposal_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_proposal_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("command_key", name=op.f("uq_proposal_command_key")),
    )
    op.create_index(op.f("ix_proposal_conversation_id"), "proposal", ["conversation_id"])
    op.create_index(op.f("ix_proposal_status"), "proposal", ["status"])
    op.create_index(op.f("ix_proposal_user_id"), "proposal", ["user_id"])


def _counters() -> None:
    op.create_table(
        "stock",
        sa.Column("id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("warehouse_id", KEY, nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.CheckConstraint("reserved >= 0 AND on_hand >= reserved", name=op.f("ck_stock_covered")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stock_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouse.id"], name=op.f("fk_stock_warehouse_id_warehouse")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock")),
        sa.UniqueConstraint(
            "product_id", "warehouse_id", name=op.f("uq_stock_product_id_warehouse_id")
        ),
    )
    op.create_index(op.f("ix_stock_warehouse_id"), "stock", ["warehouse_id"])
    op.create_table(
        "credit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("credit_limit", sa.BigInteger(), nullable=False),
        sa.Column("posted", sa.BigInteger(), nullable=False),
        sa.Column("pending", sa.BigInteger(), nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.CheckConstraint("pending >= 0", name=op.f("ck_credit_pending_not_negative")),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_credit_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit")),
        sa.UniqueConstraint("dealer_id", "currency", name=op.f("uq_credit_dealer_id_currency")),
    )
    op.create_index(op.f("ix_credit_dealer_id"), "credit", ["dealer_id"])


def _sales() -> None:
    op.create_table(
        "order",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("placed_by", KEY, nullable=False),
        sa.Column("placed_at", INSTANT, nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("ship_to", sa.String(length=250), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", KEY, nullable=True),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_order_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_order_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order")),
    )
    op.create_index(op.f("ix_order_customer_id"), "order", ["customer_id"])
    op.create_index(op.f("ix_order_dealer_id"), "order", ["dealer_id"])
    op.create_index("ix_order_dealer_id_id", "order", ["dealer_id", "id"])
    op.create_index(op.f("ix_order_status"), "order", ["status"])
    op.create_table(
        "order_line",
        sa.Column("id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("warehouse_id", KEY, nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("promotion", sa.String(length=32), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_order_line_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order.id"], name=op.f("fk_order_line_order_id_order")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_order_line_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouse.id"], name=op.f("fk_order_line_warehouse_id_warehouse")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
    )
    op.create_index(op.f("ix_order_line_dealer_id"), "order_line", ["dealer_id"])
    op.create_index(op.f("ix_order_line_order_id"), "order_line", ["order_id"])
    op.create_index(op.f("ix_order_line_product_id"), "order_line", ["product_id"])
    op.create_table(
        "shipment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("warehouse_id", KEY, nullable=False),
        sa.Column("carrier", sa.String(length=32), nullable=False),
        sa.Column("tracking", sa.String(length=32), nullable=False),
        sa.Column("shipped_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=True),
        sa.Column("difference", sa.String(length=500), nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_shipment_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order.id"], name=op.f("fk_shipment_order_id_order")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouse.id"], name=op.f("fk_shipment_warehouse_id_warehouse")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
    )
    op.create_index(op.f("ix_shipment_dealer_id"), "shipment", ["dealer_id"])
    op.create_index(op.f("ix_shipment_order_id"), "shipment", ["order_id"])
    op.create_table(
        "approval",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("path", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.Column("requested_by", KEY, nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_approval_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order.id"], name=op.f("fk_approval_order_id_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_dealer_id"), "approval", ["dealer_id"])
    op.create_index(op.f("ix_approval_order_id"), "approval", ["order_id"])
    op.create_index(op.f("ix_approval_status"), "approval", ["status"])


def _finance() -> None:
    op.create_table(
        "receivable",
        sa.Column("id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("open_amount", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_receivable_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["order.id"], name=op.f("fk_receivable_order_id_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receivable")),
    )
    op.create_index(op.f("ix_receivable_dealer_id"), "receivable", ["dealer_id"])
    op.create_index(op.f("ix_receivable_due_on"), "receivable", ["due_on"])
    op.create_index(op.f("ix_receivable_order_id"), "receivable", ["order_id"])
    op.create_table(
        "payment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", KEY, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_payment_dealer_id_dealer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_dealer_id"), "payment", ["dealer_id"])


def _service() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.Column("product_id", KEY, nullable=True),
        sa.Column("order_id", KEY, nullable=True),
        sa.Column("centre_id", KEY, nullable=True),
        sa.Column("department", sa.String(length=32), nullable=True),
        sa.Column("preferred_time", sa.String(length=120), nullable=False),
        sa.Column("opened_by", KEY, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("rating_note", sa.String(length=500), nullable=False),
        sa.Column("customer_id", KEY, nullable=True),
        sa.Column("dealer_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["service_centre.id"], name=op.f("fk_ticket_centre_id_service_centre")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_ticket_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_ticket_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name=op.f("fk_ticket_order_id_order")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_ticket_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
    )
    op.create_index(op.f("ix_ticket_customer_id"), "ticket", ["customer_id"])
    op.create_index(op.f("ix_ticket_dealer_id"), "ticket", ["dealer_id"])
    op.create_index(op.f("ix_ticket_status"), "ticket", ["status"])


def _figures() -> None:
    op.create_table(
        "daily_sales",
        sa.Column("dealer_id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealer.id"], name=op.f("fk_daily_sales_dealer_id_dealer")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_daily_sales_product_id_product")
        ),
        sa.PrimaryKeyConstraint("dealer_id", "product_id", "day", name=op.f("pk_daily_sales")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_daily_sales_day"), "daily_sales", ["day"])
