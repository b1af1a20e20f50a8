"""What an operator does from a terminal: `./run flask …`."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.demo.commands import demo, load
from app.platform.migrate import upgrade

database = AppGroup("database", help="The database's tables.")


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the tables up to this version of Egenplan. Loses nothing; safe to run again."""
    upgrade()


@click.command("prepare")
def prepare() -> None:
    """Everything before the first page: the tables, and the demo's people where the demo is on. Safe to run again."""
    upgrade()
    if current_app.config["DEMO"]:
        load()


def add_to(app: Flask) -> None:
    app.cli.add_command(prepare)
    app.cli.add_command(database)
    app.cli.add_command(demo)
