"""What the interfaces for other systems need"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dpop_proof",
        sa.Column("jti_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("jti_hash", name=op.f("pk_dpop_proof")),
    )
    with op.batch_alter_table("dpop_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dpop_proof_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "api_call",
        sa.Column("access_log_entry_id", sa.Uuid(), nullable=False),
        sa.Column("source_system", sa.String(length=512), nullable=False),
        sa.Column("event_id", sa.String(length=128), nullable=False),
        sa.Column("basis", sa.String(length=30), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["access_log_entry_id"], ["access_log_entry.id"], name=op.f("fk_api_call_access_log_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_call")),
    )
    with op.batch_alter_table("api_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_call_access_log_entry_id"), ["access_log_entry_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("author_role", sa.String(length=20), nullable=False),
        sa.Column("author_organisation", sa.String(length=200), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_consent_record_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_consent_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_record_id"), ["record_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_record_id"))

    op.drop_table("consent")
    with op.batch_alter_table("api_call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_call_access_log_entry_id"))

    op.drop_table("api_call")
    with op.batch_alter_table("dpop_proof", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dpop_proof_expires_at"))

    op.drop_table("dpop_proof")
