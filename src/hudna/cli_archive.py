"""`hudna archive`: prove that what came in is what is kept, and give it to others as WARC."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hudna.intake.archive import Archive
    from hudna.settings import Settings

archive_option = click.option(
    "--archive",
    "root",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The archive. [default: archive/ in HUDNA_HOME, else in the user's data folder]",
)


@click.group()
def archive() -> None:
    """Prove the archive of what came in, and export it.

    \b
    Examples:
      hudna archive verify
      hudna archive export --out archive.warc.gz
    """


@archive.command()
@archive_option
@click.option("--seal", metavar="HEX", help="A seal that was noted earlier and must still stand in the log.")
def verify(root: Path | None, seal: str | None) -> int:
    """Check every line of the custody log and all archived bytes; each break is a line, the first break first.

    The last line says how much was checked and the seal of the log's last line. Note it where nobody who could change
    the archive can change it too, and give it to --seal later. The exit code is 1 if there is a break.

    \b
    Examples:
      hudna archive verify
      hudna archive verify --seal 3f0c…
    """
    kept = opened(root)
    breaks = 0
    for found in kept.verify(seal=seal):
        breaks += 1
        click.echo(str(found))
    lines, files = sum(1 for _ in kept.lines()), len({e["sha256"] for e in kept.lines() if "sha256" in e})
    noted = kept.custody.head()
    click.echo(
        f"{lines:,} lines, {files:,} files, {breaks:,} breaks; last seal {noted[1] if noted else 'none'}", err=True
    )
    return 1 if breaks else 0


@archive.command()
@archive_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file when all is written.")
def export(root: Path | None, out: Path | None) -> int:
    """Write the archive as WARC 1.1, gzipped record by record, to standard output or a file.

    Answers from the web become `response` records, other bytes `resource`, bytes that came again `revisit`; each has
    its line of the custody log beside it as a `metadata` record.

    \b
    Example:
      hudna archive export --out archive.warc.gz
    """
    from hudna.deliver import Output
    from hudna.intake.warc_out import write

    with Output(out) as stream:
        try:
            count = write(opened(root), stream)
        except (KeyError, ValueError) as error:
            raise click.ClickException(f"the archive is broken, run `hudna archive verify`: {error}") from error
    click.echo(f"{count:,} entries", err=True)
    return 0


def opened(root: Path | None) -> Archive:
    """The archive that an option names, else that of the settings. Raises ClickException for settings at fault."""
    from hudna.intake.archive import Archive

    return Archive(root or settings_or_fail().archive)


def settings_or_fail() -> Settings:
    """The settings of the environment. Raises ClickException for those at fault."""
    from hudna.settings import SettingsError, settings

    try:
        return settings()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
