"""`hudna log`, `deletions`, `search` and `stories`: what the ledger tells of itself and its stories."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from hudna.cli_filters import ledger_option, opened

_format = click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)


def _print(rows: Iterable[dict[str, Any]], columns: tuple[str, ...], format_: str) -> int:
    """Rows as tab-parted columns, or whole as JSON lines; how many."""
    count = 0
    for row in rows:
        count += 1
        if format_ == "jsonl":
            click.echo(json.dumps(row, ensure_ascii=False, default=_plain))
        else:
            click.echo("\t".join(_cell(row[name]) for name in columns))
    return count


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _cell(value: object) -> str:
    """A value on one line; what would move the cursor is shown as a replacement character."""
    text = "" if value is None else " ".join(_plain(value).split())
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _json(value: str | None) -> Any:
    try:
        return json.loads(value) if value is not None else None
    except ValueError:
        return value


@click.command()
@_format
@ledger_option
def log(format_: str, ledger_name: str | None) -> int:
    """The correction log, oldest first: judgements, and what later readings gained, lost and altered.

    Columns: number, time, author, what, subject, field, reason; jsonl also holds the values before and after.

    \b
    Example:
      hudna log --format jsonl
    """
    with opened(ledger_name) as ledger:
        rows = (
            {
                "seq": e.seq, "at": e.at, "author": e.author, "what": e.what, "subject": e.subject, "field": e.field,
                "reason": e.reason, "before": _json(e.before), "after": _json(e.after),
            }
            for e in ledger.log()
        )  # fmt: skip
        _print(rows, ("seq", "at", "author", "what", "subject", "field", "reason"), format_)
    return 0


@click.command()
@click.option("--since", metavar="TIME|NUMBER", help="A time (ISO 8601), or the last number that you have seen.")
@_format
@ledger_option
def deletions(since: str | None, format_: str, ledger_name: str | None) -> int:
    """Incidents that are no more, for who mirrors the ledger: number, time, incident, what it is part of now, why.

    \b
    Example:
      hudna deletions --since 2018-03-12 --format jsonl
    """
    with opened(ledger_name) as ledger:
        rows = (
            {"seq": g.seq, "at": g.at, "id": g.id, "replaced_by": g.replaced_by, "reason": g.reason}
            for g in ledger.deletions(since)
        )
        _print(rows, ("seq", "at", "id", "replaced_by", "reason"), format_)
    return 0


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many stories.")
@_format
@ledger_option
def search(words: tuple[str, ...], most: int, format_: str, ledger_name: str | None) -> int:
    """Find stories that hold all WORDS, in whatever form: قوات finds القوات and والقوات, with or without vowels.

    Put words that must stand together in quotes, and a minus before what must not be there (behind --). Columns: story,
    day, outlet, the sentence that holds most of the words. The exit code is 1 when nothing is found.

    \b
    Examples:
      hudna search قصف الرستن
      hudna search -- '"وقف إطلاق النار"' -هدنة
    """
    from hudna.ledger.failure import NoWords

    with opened(ledger_name) as ledger:
        try:
            found = ledger.search(" ".join(words), most)
        except NoWords as error:
            raise click.UsageError(str(error)) from error
    rows = (
        {
            "story": f.story, "published": f.published, "outlet": f.outlet, "title": f.title, "url": f.url,
            "chain": f.chain, "sentence": {"start": f.sentence.start, "end": f.sentence.end, "text": f.text},
            "text": f.text,
        }
        for f in found
    )  # fmt: skip
    return 0 if _print(rows, ("story", "published", "outlet", "text"), format_) else 1


@click.command()
@_format
@ledger_option
def stories(format_: str, ledger_name: str | None) -> int:
    """List the stories in the order of arrival: story, day, outlet, copy chain (the story first seen), title.

    \b
    Example:
      hudna stories --format jsonl
    """
    with opened(ledger_name) as ledger:
        rows = (
            {
                "story": f"{story.document.id}/{story.number}", "published": story.document.published,
                "outlet": story.document.outlet, "chain": chain, "title": story.document.title,
                "url": story.document.url, "sha256": story.document.sha256,
            }
            for story, chain in ledger.stories()
        )  # fmt: skip
        _print(rows, ("story", "published", "outlet", "chain", "title"), format_)
    return 0
