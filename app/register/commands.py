"""`flask register …`: plans in bulk, into the register and out of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.access.purposes import Purpose
from app.access.system_call import SystemCall
from app.exchange.door import open_moving
from app.exchange.reader import write_json
from app.identity.actor import Actor
from app.identity.identity_number import InvalidIdentityNumber
from app.platform.db import db, new_id
from app.register.actions import Outcome, Run
from app.register.batches import Report, bring_in_all
from app.register.exports import lines_for
from app.register.lines import Line, lines_of
from app.register.queries import records_to_move
from app.register.responsible import responsible

register = AppGroup("register", help="The plans of many patients at once.")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_REASONS = 1000


@register.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--by", "hpr_number", required=True, help="Health personnel number of the one who answers for it in the log.")
@click.option("--source", required=True, help="Name and version of the system the plans come from; stands in the log.")
@click.option("--update", is_flag=True, help="Change plans that are here already and say something else.")
@click.option("--batch", default=50, show_default=True, type=click.IntRange(1, 1000), help="Lines a transaction.")
def import_plans(files: tuple[Path, ...], hpr_number: str, source: str, update: bool, batch: int) -> None:
    """Import plans from FILES, one a line: FHIR Bundles, and plans as Planer writes them.

    Safe to run again: what is here already is passed over. Ends with 1 where a line was refused.
    """
    run, report = Run(_who(hpr_number), _call(source), update), Report()
    size = sum(path.stat().st_size for path in files)
    with _bar(size, "Importing") as bar:
        bring_in_all(run, _lines(files), batch, report, lambda line: bar.update(line.size))
    _tell(report)
    if report.refused:
        raise SystemExit(1)


@register.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--by", "hpr_number", required=True, help="Health personnel number of the one who answers for it in the log.")
@click.option("--to", "system", required=True, help="Name and version of the system the plans go to; stands in the log.")
def export_plans(file: Path, hpr_number: str, system: str) -> None:
    """Write every plan to FILE, one a line, as `register import` reads them. The file holds identity numbers: it is made for its
    owner only.

    Check-ins, what patients have written themselves, and earlier versions stay here.
    """
    actor, call = _who(hpr_number), _call(system, "export")
    records, written = records_to_move(actor), 0
    db.session.rollback()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.ClickException(f"{file.name}: {error.strerror}") from None
    with os.fdopen(descriptor, "wb") as out, _bar(len(records), "Exporting") as bar:
        for record_id in records:
            for line in lines_for(open_moving(actor, record_id, Purpose.FOLLOW_UP, call)):
                out.write(write_json(line) + b"\n")
                written += 1
            db.session.commit()  # what the log says of this record
            db.session.expunge_all()
            bar.update(1)
    click.echo(f"{written} lines.")


def _bar(length: int, label: str) -> Any:
    seldom = max(1, length // 200)  # drawing it is dearer than many a line
    return click.progressbar(length=length, label=label, hidden=not sys.stderr.isatty(), file=sys.stderr, update_min_steps=seldom)


def _who(hpr_number: str) -> Actor:
    if not (len(hpr_number) in range(7, 10) and hpr_number.isascii() and hpr_number.isdigit()):
        raise click.BadParameter("A health personnel number is 7 to 9 digits.", param_hint="--by")
    try:
        found = responsible(hpr_number, lambda question, hidden: click.prompt(question, hide_input=hidden, err=True))
    except InvalidIdentityNumber as error:
        raise click.ClickException(str(error)) from None
    db.session.commit()
    return found


def _call(source: str, what: str = "import") -> SystemCall:
    if not (3 <= len(source) <= 512 and source.isprintable()):
        raise click.BadParameter("The name and version of a system is 3 to 512 characters.", param_hint="system")
    return SystemCall(source, f"{what}-{new_id()}", None)


def _lines(files: tuple[Path, ...]) -> Iterator[Line]:
    for path in files:
        with path.open("rb") as file:
            yield from lines_of(file, path.name)


def _tell(report: Report) -> None:
    for reason in report.refused[:_MOST_REASONS]:
        click.echo(reason, err=True)
    if len(report.refused) > _MOST_REASONS:
        click.echo(f"… and {len(report.refused) - _MOST_REASONS} more.", err=True)
    told = ", ".join(f"{report.counted[each]} {each}" for each in Outcome)
    click.echo(f"{told}, {len(report.refused)} refused.")
