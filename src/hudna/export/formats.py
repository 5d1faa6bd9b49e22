"""The formats by name, each written to a stream. Libraries of a format are imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from hudna.export.summary import Request
from hudna.model import Incident

Lines = Callable[[Iterable[Incident], Request], Iterator[bytes]]
# Written as they come, a line or row an incident; the module of each has `lines(incidents, request)`.
STREAMED = {
    "acled": "acled",
    "ucdp": "ucdp",
    "plover": "plover",
    "hxl": "hxl",
    "geojson": "geojson",
    "csv": "flat",
    "jsonl": "incident_lines",
}
WHOLE = ("gpkg", "parquet", "xlsx")  # not text, and whole only at the end
FORMATS = ("acled", "ucdp", "gdelt", "plover", "hxl", "geojson", "gpkg", "parquet", "xlsx", "csv", "jsonl")


def write(format_: str, incidents: Iterable[Incident], request: Request, stream: BinaryIO) -> None:
    """Write incidents in a format; GDELT, which is two files, by `write_gdelt`.

    Raises parquet.NotInstalled, xlsx.TooManyRows, OSError.
    """
    if format_ in STREAMED:
        lines: Lines = import_module(f"hudna.export.{STREAMED[format_]}").lines
        stream.writelines(lines(incidents, request))
    elif format_ == "gpkg":
        _write_gpkg(incidents, request, stream)
    else:
        import_module(f"hudna.export.{format_}").write(incidents, request, stream)


def write_gdelt(incidents: Iterable[Incident], request: Request, events: BinaryIO, mentions: BinaryIO) -> None:
    """Write GDELT's two files in one pass."""
    from hudna.export import gdelt

    for found in gdelt.rows(incidents, request):
        events.write(found.event)
        mentions.writelines(found.mentions)


def mentions_path(events: Path) -> Path:
    """Where the mentions beside a file of events go: `strikes.tsv` and `strikes.mentions.tsv`.

    >>> mentions_path(Path("out/strikes.tsv")).name
    'strikes.mentions.tsv'
    """
    return events.with_name(f"{events.stem}.mentions{events.suffix}")


def _write_gpkg(incidents: Iterable[Incident], request: Request, stream: BinaryIO) -> None:
    """SQLite needs a file of its own, which is then copied to where it was asked for."""
    from hudna.export import gpkg

    with TemporaryDirectory(prefix="hudna-") as folder:
        path = Path(folder) / "incidents.gpkg"
        gpkg.write(incidents, request, path)
        with path.open("rb") as made:
            copyfileobj(made, stream)
