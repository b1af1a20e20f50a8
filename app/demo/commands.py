"""`flask demo …`: loading the demo and telling who is in it. Refused where the demo is off."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta

import click
from flask import current_app
from flask.cli import AppGroup
from joserfc.jwk import ECKey

from app.demo.bearers import WHO, bearer_of
from app.demo.issuer import issue_token
from app.demo.people import PersonLine, people
from app.platform.db import db

demo = AppGroup("demo", help="The synthetic people and their plans.")


def load() -> list[str]:
    """Load what is missing of the demo, each patient in a transaction; answers the keys of those who were added."""
    from app.demo.seed import seed  # here, so that serving pages does not load it

    added = []
    for keys in seed():
        db.session.commit()
        added += keys
    return added


@demo.command("seed")
def seed_demo() -> None:
    """Load the demo's people, plans and eight months of their lives. Safe to run again: what is there stays."""
    _refuse_outside_demo()
    added = load()
    click.echo(f"Loaded {', '.join(added)}." if added else "The demo is loaded already.")


@demo.command("people")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def list_people(as_json: bool) -> None:
    """Tell who is in the demo: key, name, record, identity number, HPR number and role."""
    _refuse_outside_demo()
    found = people()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(_row(each))


@demo.command("token")
@click.argument("who", type=click.Choice(WHO))
@click.option("--audience", "audiences", multiple=True, help="Instead of all of ours. May be given more than once.")
@click.option("--scope", "scopes", multiple=True, help="Instead of all of ours. May be given more than once.")
@click.option("--minutes", default=60, show_default=True, help="How long it holds.")
@click.option("--dpop", is_flag=True, help="Bind it to a new key, and print that key on the next line (as a private JWK).")
def token(who: str, audiences: tuple[str, ...], scopes: tuple[str, ...], minutes: int, dpop: bool) -> None:
    """Print an access token of the demo, good for every address made for other systems."""
    _refuse_outside_demo()
    bearer = bearer_of(who)
    if bearer is None:
        raise click.ClickException("The demo is not loaded: run `flask demo seed` first.")
    key = ECKey.generate_key("P-256") if dpop else None
    told = {name: value for name, value in (("audiences", audiences), ("scopes", scopes)) if value}
    click.echo(issue_token(bearer, jkt=key.thumbprint() if key else None, life=timedelta(minutes=minutes), **told))  # type: ignore[arg-type]
    if key:
        click.echo(json.dumps(key.as_dict(private=True)))


def _row(person: PersonLine) -> str:
    who = f"{person.key:<10}{person.name:<22}{person.identity_number:<13}"
    return f"{who}{person.record_id or f'HPR {person.hpr_number} {person.role}' if person.hpr_number or person.record_id else ''}"


def _refuse_outside_demo() -> None:
    if not current_app.config["DEMO"]:
        raise click.ClickException("The demo does not run in production.")
