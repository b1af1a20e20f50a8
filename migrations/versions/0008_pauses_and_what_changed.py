"""The patient's own pauses, and what was written since the worker of reminders looked"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measure_pause",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("author_role", sa.String(length=20), nullable=False),
        sa.Column("author_organisation", sa.String(length=200), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_pause_measure_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_measure_pause_record_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_measure_pause_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_pause")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_measure_pause_measure_id")),
    )
    with op.batch_alter_table("measure_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_pause_record_id"), ["record_id"], unique=False)

    op.create_table(
        "record_change",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_change_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_change")),
    )
    # What was written before left no such row: all that is followed is looked at once.
    op.execute(
        "INSERT INTO record_change (id, record_id) "
        "SELECT record_id, record_id FROM reminder UNION SELECT record_id, record_id FROM missed_check_in_watch"
    )
    # Only the search through everything that stands went by these.
    for table in ("reminder", "missed_check_in_watch"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_open_on"))


def downgrade() -> None:
    for table in ("missed_check_in_watch", "reminder"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_open_on"), ["open_on"], unique=False)

    op.drop_table("record_change")
    with op.batch_alter_table("measure_pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_pause_record_id"))

    op.drop_table("measure_pause")
