"""What a phone keeps without coverage, and what it brings back"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phone_key",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("clinician_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["clinician_id"], ["clinician.id"], name=op.f("fk_phone_key_clinician_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_phone_key_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_key")),
    )
    with op.batch_alter_table("phone_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_key_person_id"), ["person_id"], unique=False)

    op.create_table(
        "offline_copy",
        sa.Column("phone_key_id", sa.Uuid(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["phone_key_id"], ["phone_key.id"], name=op.f("fk_offline_copy_phone_key_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_offline_copy_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_copy")),
        sa.UniqueConstraint("phone_key_id", "record_id", name=op.f("uq_offline_copy_phone_key_id_record_id")),
    )
    with op.batch_alter_table("offline_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offline_copy_record_id"), ["record_id"], unique=False)

    op.create_table(
        "outbox_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outbox_receipt_person_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_outbox_receipt_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_receipt")),
    )
    with op.batch_alter_table("outbox_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_receipt_record_id"), ["record_id"], unique=False)

    op.create_table(
        "quarantined_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_name", sa.String(length=200), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quarantined_item_person_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_quarantined_item_record_id")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["person.id"], name=op.f("fk_quarantined_item_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantined_item")),
    )
    with op.batch_alter_table("quarantined_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quarantined_item_record_id"), ["record_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("quarantined_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quarantined_item_record_id"))

    op.drop_table("quarantined_item")
    with op.batch_alter_table("outbox_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_receipt_record_id"))

    op.drop_table("outbox_receipt")
    with op.batch_alter_table("offline_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offline_copy_record_id"))

    op.drop_table("offline_copy")
    with op.batch_alter_table("phone_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_key_person_id"))

    op.drop_table("phone_key")
