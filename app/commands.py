"""What an operator does from a terminal: `./run flask …`."""

from __future__ import annotations

import signal
from datetime import timedelta

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from prometheus_client import start_http_server

from app.demo.commands import demo, load
from app.identity.sessions import forget_old_sessions
from app.platform import clock
from app.platform.db import db
from app.platform.migrate import upgrade
from app.register.commands import register
from app.reminders.delivery import Limits, Worker, posting

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


reminders = AppGroup("reminders", help="Reminders and what is sent of them.")


@reminders.command("run")
@click.option("--batch", default=500, show_default=True, help="How many to take at once.")
@click.option("--lease", default=120, show_default=True, help="Seconds until another worker takes over what one that died had.")
@click.option("--tick", default=2.0, show_default=True, help="Seconds to rest where nothing is due.")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option("--metrics-port", default=0, help="Serve figures for Prometheus on this port of this machine.")
def run_reminders(batch: int, lease: int, tick: float, once: bool, metrics_port: int) -> None:
    """Send reminders until stopped (Ctrl-C, SIGTERM). Start as many as you like: they share the work."""
    if metrics_port:
        start_http_server(metrics_port, addr="127.0.0.1")
    with posting() as post:
        worker = Worker(post, Limits(batch, lease), tick)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop.set())
        if once:
            worker.drain()
        else:
            worker.run()


def add_to(app: Flask) -> None:
    app.cli.add_command(reminders)
    app.cli.add_command(prepare)
    app.cli.add_command(forget_sessions)
    app.cli.add_command(database)
    app.cli.add_command(demo)
    app.cli.add_command(register)
