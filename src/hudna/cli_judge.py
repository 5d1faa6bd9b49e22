"""`hudna judge`: what people decide about claims and incidents."""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from hudna.cli_filters import ledger_option, opened
from hudna.model import Decision, Judgement

F = TypeVar("F", bound=Callable[..., Any])


def _ruling(command: F) -> F:
    """The options that every judgement takes."""
    command = ledger_option(command)
    author = click.option("--author", envvar="HUDNA_AUTHOR", help="Who decides. [default: your user name]")
    return author(click.option("--reason", required=True, help="Why; it stands in the log.")(command))


@click.group()
def judge() -> None:
    """Accept, correct or reject claims; merge and split incidents. Nothing is overwritten, a later judgement stands.

    SUBJECT is a claim (document/story/claim) or the id of an incident, as `hudna incidents` shows them; or a finding
    (incident@agreement/term), as `hudna findings` shows it, of which the status can be set.

    \b
    Examples:
      hudna judge reject 3f09…/0/c2 --reason "a training exercise"
      hudna judge merge i5c1… i77a… --reason "the same raid, seen from both sides"
    """


def _judge(decision: Decision, subject: str, options: dict[str, Any], **more: str | None) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    author = options["author"] or getpass.getuser()
    made = Judgement(uuid.uuid4().hex[:12], decision, subject, author, now, options["reason"], **more)
    with opened(options["ledger_name"]) as ledger:
        changed = ledger.judge(made)
    click.echo(f"{made.id}: {', '.join(changed) or 'no incident'} changed")
    return 0


@judge.command()
@click.argument("subject")
@_ruling
def accept(subject: str, **options: Any) -> int:
    """Take a claim, or all that an incident holds, for read rightly; it undoes an earlier rejection.

    \b
    Example:
      hudna judge accept 3f09…/0/c2 --reason "checked against the footage"
    """
    return _judge(Decision.ACCEPT, subject, options)


@judge.command()
@click.argument("subject")
@_ruling
def reject(subject: str, **options: Any) -> int:
    """Take a claim, or all that an incident holds now, out of all incidents; accept undoes it.

    \b
    Example:
      hudna judge reject 3f09…/0/c2 --reason "a training exercise"
    """
    return _judge(Decision.REJECT, subject, options)


@judge.command()
@click.argument("subject")
@click.argument("field")
@click.argument("value")
@_ruling
def correct(subject: str, field: str, value: str, **options: Any) -> int:
    """Set one FIELD of a claim to VALUE, named as in the record: type, status, time.start, places.0.place_id, …

    VALUE is text, or JSON for numbers, lists and null. The place of a new place_id comes from the gazetteer.

    \b
    Examples:
      hudna judge correct 3f09…/0/c2 type shelling --reason "mortars, not aircraft"
      hudna judge correct 3f09…/0/c2 figures.0.max null --reason "at least three"
      hudna judge correct i5c1…@ye-truce-2022/cease-offensive status confirmed --reason "the mission's own note"
    """
    if "@" in subject and field == "status":
        from hudna.monitoring.finding import FindingStatus

        if value not in [s.value for s in FindingStatus]:
            known = ", ".join(s.value for s in FindingStatus)
            raise click.BadParameter(f"no such status of a finding: {value}. There are {known}", param_hint="VALUE")
    return _judge(Decision.CORRECT, subject, options, field=field, value=value)


@judge.command()
@click.argument("subject")
@click.argument("other")
@_ruling
def merge(subject: str, other: str, **options: Any) -> int:
    """Let two claims, or the first ones of two incidents, be of one incident, whatever speaks against it.

    \b
    Example:
      hudna judge merge i5c1… i77a… --reason "the same raid, seen from both sides"
    """
    return _judge(Decision.MERGE, subject, options, other=other)


@judge.command()
@click.argument("subject")
@click.argument("other")
@_ruling
def split(subject: str, other: str, **options: Any) -> int:
    """Keep two claims apart; the first may be an incident, from which the second is to go.

    \b
    Example:
      hudna judge split i5c1… 3f09…/0/c2 --reason "another raid, a day later"
    """
    return _judge(Decision.SPLIT, subject, options, other=other)
