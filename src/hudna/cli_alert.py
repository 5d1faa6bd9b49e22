"""`hudna alert`: rules of a desk, matched against the ledger; what is new is sent, each alert once."""

from __future__ import annotations

import json
import smtplib
import urllib.request
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna.cli_case import case_of
from hudna.cli_filters import filter_options, ledger_option

if TYPE_CHECKING:
    from hudna.monitoring.alerts import Alert, Mail, Rule

_SECONDS = 20.0  # that a webhook or mail server may take


@click.command()
@click.argument("rules_file", metavar="RULES", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--sent",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where what was sent is kept. [default: RULES with .sent behind it]",
)
@click.option("--dry-run", is_flag=True, help="Print what is new; send and note nothing.")
@click.option("--agreement", "agreement_ids", metavar="ID", multiple=True, help="Only this agreement; repeatable.")
@click.option(
    "--registry",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of agreement files in place of the shipped ones.",
)
@ledger_option
@filter_options
def alert(rules_file: Path, sent: Path | None, dry_run: bool, **options: Any) -> int:
    """Send alerts by the rules in a file: a breach by a party in a place, a siege, an agreement told to have collapsed.

    RULES is YAML: a list of entries with `id`, `when` (breach, siege or collapse) and what must hold: agreement, side,
    place, status, credence; `webhook` and `mail` say where alerts go beside standard output. Each alert goes once, and
    is noted as sent only when every place has taken it.

    \b
    Example:
      hudna alert rules.yml --since 2018-03-01
    """
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.alerts import alerts, rules
    from hudna.monitoring.sieges import sieges

    asked = {r.id: r for r in rules(rules_file)}
    case = case_of(options)
    kept = sent or rules_file.with_name(rules_file.name + ".sent")
    known = set(kept.read_text(encoding="utf8").splitlines()) if kept.exists() else set()
    found = alerts(asked.values(), case.findings(), case.incidents, sieges(case.incidents, knowledge()), knowledge())
    failed = 0
    for one in found:
        if one.key not in known:
            known.add(one.key)
            click.echo(f"[{one.rule}] {one.text}")
            failed += 0 if dry_run else _deliver(one, asked[one.rule], kept)
    return 1 if failed else 0


def _deliver(one: Alert, rule: Rule, kept: Path) -> int:
    """Send an alert and note it; 1 where a place did not take it, told on standard error."""
    try:
        if rule.webhook:
            _post(rule.webhook, one)
        if rule.mail:
            _mail(rule.mail, one)
    except (OSError, ValueError) as error:
        click.echo(f"hudna: alert {one.rule}: not sent, to be tried again: {error}", err=True)
        return 1
    with kept.open("a", encoding="utf8") as file:
        file.write(one.key + "\n")
    return 0


def _post(address: str, one: Alert) -> None:
    """The alert as JSON. Raises OSError, ValueError for an address that is none."""
    if not address.startswith(("http://", "https://")):
        raise ValueError(f"{address!r} is no http(s) address")
    body = json.dumps({"rule": one.rule, "text": one.text, "subject": one.subject}, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_SECONDS):
        pass


def _mail(to: Mail, one: Alert) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = f"Hudna: {one.rule}", to.from_, ", ".join(to.to)
    message.set_content(one.text)
    with smtplib.SMTP(to.server, to.port, timeout=_SECONDS) as server:
        server.send_message(message)
