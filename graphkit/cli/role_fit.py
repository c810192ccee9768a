"""`graphkit role-fit`: may somebody take on a role?"""

from __future__ import annotations

from datetime import date

import click

from graphkit.cli import options

_OWNER = "owner-of"


@click.command(name="role-fit", short_help="Say whether somebody may take on a role.")
@click.argument("person", required=False)
@click.option(
    "--as", "role", required=True, metavar="ROLE", help="The role: cpo, coo, or owner-of:PROCESS for one process."
)
@click.option("--compare", is_flag=True, help="Put all executives beside them, as is done when nobody is named.")
@options.model
@options.format_("text", "json")
@options.today
@options.quiet
@options.verbose
def command(
    person: str | None,
    role: str,
    compare: bool,
    paths: tuple[str, ...],
    format_: str | None,
    today: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Say whether PERSON, or whoever holds a role, may take on the role of --as.

    May the CIO be the CPO? Skills, authority, breadth and clout, each with its evidence and
    what would have to change for a fit. The thresholds are settings.
    """
    import sys

    from graphkit import api
    from graphkit.advice.role_fit import ROLES
    from graphkit.cli.model import load_model, person_named, process_named, settings_of
    from graphkit.cli.progress import Progress
    from graphkit.errors import nearest
    from graphkit.reporters import advice, role_fit

    kind, _, process = role.partition(":")
    if kind not in ROLES and not (kind == _OWNER and process):
        near = nearest(kind, (*ROLES, f"{_OWNER}:PROCESS"))
        known = f"one of {', '.join(ROLES)} and {_OWNER}:PROCESS"
        raise click.UsageError(f"--as must be {known}, not '{role}'" + (f" (did you mean '{near}'?)" if near else ""))
    settings = settings_of(paths, {"today": today})
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.doing("reading the model")
        model = load_model(settings, progress.tell)
        people = () if person is None else (person_named(model, person),)
        owned = process_named(model, process) if kind == _OWNER else None
        progress.doing("comparing")
        found = api.role_fit(model, people, "owner" if kind == _OWNER else kind, owned, settings, compare=compare)
    if format_ == "json":
        advice.write_json(found, sys.stdout)
    else:
        role_fit.write_text(found, sys.stdout)
