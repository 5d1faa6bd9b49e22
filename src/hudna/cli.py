"""The command line: `hudna read`, `hudna time`, `hudna number`, `hudna knowledge`, `hudna places`, `hudna archive`,
`hudna watch`.

Heavy imports wait inside the command that needs them, so that `hudna --help` is quick.

Exit codes: 0 all read; 1 something could not be read, or a check failed; 2 wrong usage; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from hudna import __version__
from hudna.cli_agreements import agreements
from hudna.cli_alert import alert
from hudna.cli_archive import archive
from hudna.cli_export import export
from hudna.cli_incidents import incident, incidents
from hudna.cli_judge import judge
from hudna.cli_ledger import add, reread
from hudna.cli_log import deletions, log, search, stories
from hudna.cli_monitoring import COMMANDS as MONITORING
from hudna.cli_places import places
from hudna.cli_report import report
from hudna.cli_watch import watch
from hudna.model import ClaimType

FORMATS = ("table", "jsonl", "csv", "html")


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2018-03-12") from error


def _types(ctx: click.Context, param: click.Parameter, value: str | None) -> frozenset[ClaimType] | None:
    if value is None:
        return None
    names = [name.strip() for name in value.split(",")]
    known = {t.value for t in ClaimType}
    if unknown := [name for name in names if name not in known]:
        told = ", ".join(repr(name) for name in unknown)
        raise click.BadParameter(f"no such claim type: {told}. The types are {', '.join(sorted(known))}")
    return frozenset(ClaimType(name) for name in names)


def main() -> NoReturn:
    """Run the command line: a closed pipe ends it quietly, Ctrl-C with a line and code 130."""
    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(_closed_pipe())
    except OSError as error:
        click.echo(
            f"hudna: {error.strerror or error}: {error.filename}" if error.filename else f"hudna: {error}", err=True
        )
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _closed_pipe() -> int:
    """What is still buffered goes nowhere; the code is that of a program which SIGPIPE stopped."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


class Commands(click.Group):
    """A group that ends quietly when its reader has gone; click itself ends with code 1.

    Broken knowledge, and a ledger that fails or lacks what is asked, are told in a line with exit code 1.
    """

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(_closed_pipe()) from None
        except Exception as error:
            if isinstance(error, _told()):
                raise click.ClickException(str(error)) from error
            raise


def _told() -> tuple[type[Exception], ...]:
    """The exceptions whose message is for the user, of what has been loaded by now."""
    names = (("hudna.knowledge.load", "KnowledgeError"), ("hudna.ledger.failure", "LedgerError"))
    return tuple(getattr(sys.modules[module], name) for module, name in names if module in sys.modules)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hudna", message="%(prog)s %(version)s")
def cli() -> None:
    """Read Arabic conflict reporting: who says that who did what to whom, where, when, and how surely.

    \b
    Examples:
      hudna read page.html
      hudna read archive/ --published 2018-03-12 --format html --out claims.html
      hudna time "مساء أول من أمس" --published 2018-03-12
    """


@cli.command()
@click.argument("inputs", nargs=-1)
@click.option(
    "--published", metavar="DATE", callback=_day, help="Day of publication where the page tells none, or a wrong one."
)
@click.option("--outlet", help="Who published it.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option(
    "--types", metavar="TYPES", callback=_types, help="Only these claim types, parted by commas: shelling,air_strike."
)
@click.option("--explain", is_flag=True, help="Show each claim's sentence, marked parts and rule (table, html).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file when all is read.")
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the labels.")
@click.option(
    "--rtl",
    type=click.Choice(["marks", "visual", "plain"]),
    envvar="HUDNA_RTL",
    help="Arabic in the table: `marks` for terminals that order it themselves, `visual` for those that don't. "
    "[default: marks on a terminal, plain elsewhere]",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to read with.")
def read(
    inputs: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    format_: str,
    types: frozenset[ClaimType] | None,
    explain: bool,
    out: Path | None,
    lang: str,
    rtl: str | None,
    jobs: int,
) -> int:
    """Read pages and print their claims.

    INPUTS are files, folders (with all below them), globs and - for standard input, in any mix: plain text, HTML or
    JSON lines ({"id", "text", "published"?, "url"?, "source"?, "title"?}), gzipped or not, in any encoding in use.
    Without INPUTS standard input is read.

    --published and --outlet stand over what a page or text says of itself; the fields of JSON lines stand over them.

    What cannot be read is named on standard error with the reason, the rest is read, and the exit code is 1.

    \b
    Examples:
      hudna read examples/
      hudna read story.txt --published 2018-03-12 --explain
      hudna read feed.jsonl.gz --format jsonl --jobs 2 > claims.jsonl
      hudna read '2018/**/*.html' --format csv --types shelling,air_strike --out strikes.csv
      curl -s https://example.org/page | hudna read - --format html --lang ar --out page.html
    """
    if explain and format_ not in ("table", "html"):
        raise click.UsageError("--explain goes with --format table or html; jsonl and csv always hold the rules")
    if not inputs and sys.stdin.isatty():
        raise click.UsageError("name a file, a folder, or - for standard input")
    from hudna.batch import read_inputs
    from hudna.deliver import Bar, Form, Output, Problems, only, write
    from hudna.export.labels import Lang
    from hudna.intake import open_inputs

    raws = list(open_inputs(inputs or ("-",), stdin=sys.stdin.buffer))
    problems = Problems()
    bar = Bar(len(raws), shows=out is not None or not sys.stdout.isatty())
    results = bar.watch(read_inputs(bar.over(raws), published=published, outlet=outlet, jobs=jobs))
    with Output(out) as stream:
        write(only(problems.without(results), types), stream, Form(format_, Lang(lang), explain, rtl))
    return 1 if problems.count else 0


@cli.command()
@click.argument("text", nargs=-1)
@click.option("--published", metavar="DATE", callback=_day, help="The day that relative times count from.")
def time(text: tuple[str, ...], published: date | None) -> int:
    """Read times out of phrases: a JSON line each, from the arguments or the lines of standard input.

    {"text", "times": [{"from", "to", "precision", "basis", "start", "end"}]}: days in ISO form, an open bound null,
    `start` and `end` the characters of the phrase.

    \b
    Examples:
      hudna time "فجر الاثنين" "منذ أواخر 2012" --published 2018-03-12
      hudna time --published 2018-03-12 < phrases.txt
    """
    from hudna.resolution.dates import time_record

    for phrase in _phrases(text):
        click.echo(json.dumps(time_record(phrase, published), ensure_ascii=False))
    return 0


@cli.command()
@click.argument("text", nargs=-1)
def number(text: tuple[str, ...]) -> int:
    """Read numbers out of phrases: a JSON line each, from the arguments or the lines of standard input.

    {"text", "numbers": [{"min", "max", "wording", "start", "end"}]}: an open bound null, `start` and `end` the
    characters of the number.

    \b
    Examples:
      hudna number "ما لا يقل عن ثلاثة وعشرين قتيلاً"
      hudna number < phrases.txt
    """
    from hudna.text.numbers import number_record

    for phrase in _phrases(text):
        click.echo(json.dumps(number_record(phrase), ensure_ascii=False))
    return 0


def _phrases(arguments: tuple[str, ...]) -> Iterator[str]:
    if arguments:
        yield from arguments
        return
    if sys.stdin.isatty():
        raise click.UsageError("write a phrase, or give lines on standard input")
    for line in sys.stdin.buffer:
        yield line.decode("utf8", "replace").removeprefix("\ufeff").rstrip("\r\n")


@cli.group()
def knowledge() -> None:
    """Look into the knowledge that the reader works with, and check it.

    \b
    Examples:
      hudna knowledge check
      hudna knowledge explain قصف
    """


@knowledge.command()
def check() -> int:
    """Check every data file and try every example in it; each fault is a line, and the exit code is 1.

    \b
    Example:
      hudna knowledge check
    """
    from hudna.extraction.proof import prove
    from hudna.knowledge import codes
    from hudna.knowledge.check import check_files
    from hudna.knowledge.load import knowledge as load
    from hudna.linking import proof
    from hudna.pipeline import read_story

    faults = [*check_files(), *codes.faults()]
    if not faults:
        faults = [*prove(load()), *proof.faults(read_story)]
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults" if len(faults) != 1 else "1 fault", err=True)
    return 1 if faults else 0


@knowledge.command()
@click.argument("words", nargs=-1, required=True)
def explain(words: tuple[str, ...]) -> int:
    """Show what a word or phrase can mean to the reader: triggers, cues, actors, places, weapons.

    \b
    Examples:
      hudna knowledge explain قصف
      hudna knowledge explain "قوات النظام"
    """
    from hudna.extraction.explain import explain as meanings

    found = False
    for word in words:
        for line in meanings(word):
            found = True
            click.echo(line)
    if not found:
        click.echo("nothing: the reader does not know it", err=True)
    return 0 if found else 1


for _command in (
    add, reread, watch, archive, judge, log, deletions, search, stories, incidents, incident, export, places, report,
    alert, agreements, *MONITORING,
):  # fmt: skip
    cli.add_command(_command)


if __name__ == "__main__":
    main()
