"""What an operator does from a terminal: `./run flask …`."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

from app.demo.commands import demo
from app.platform.migrate import upgrade

database = AppGroup("database", help="The database's tables.")


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the tables up to this version of Egenplan. Loses nothing; safe to run again."""
    upgrade()


def add_to(app: Flask) -> None:
    app.cli.add_command(database)
    app.cli.add_command(demo)
