"""What an operator does from a terminal: `./run flask …`."""

from __future__ import annotations

from datetime import timedelta

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from app.demo.commands import demo, load
from app.identity.sessions import forget_old_sessions
from app.platform import clock
from app.platform.db import db
from app.platform.migrate import upgrade

database = AppGroup("database", help="The database's tables.")


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the tables up to this version of Egenplan. Loses nothing; safe to run again."""
    upgrade()


@click.command("forget-sessions")
@click.option("--days", default=90, show_default=True, help="Last used longer ago than this.")
@with_appcontext
def forget_sessions(days: int) -> None:
    """Delete old sessions: where and when people were signed in is not kept longer than needed."""
    forgotten = forget_old_sessions(clock.now() - timedelta(days=days))
    db.session.commit()
    click.echo(f"{forgotten} forgotten.")


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Everything before the first page: the tables, and the demo's people where the demo is on. Safe to run again."""
    upgrade()
    if current_app.config["DEMO"]:
        load()


def add_to(app: Flask) -> None:
    app.cli.add_command(prepare)
    app.cli.add_command(forget_sessions)
    app.cli.add_command(database)
    app.cli.add_command(demo)
