"""What several formats write the same way: numbers for ids, cells, rows of CSV, words about an incident."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable

from hudna.export import wording
from hudna.export.csv import guard
from hudna.export.labels import Lang, labels
from hudna.export.summary import Summary, Voice
from hudna.model import Basis, Status, Time

BETWEEN = " | "
HAPPENED = {
    Status.ASSERTED: "yes",
    Status.UNCONFIRMED: "unconfirmed",
    Status.DENIED: "denied",
    Status.CONDITIONAL: "no",
    Status.PLANNED: "no",
}


def number(incident_id: str) -> int:
    """A stable whole number for an incident: 49 bits, so that neither JSON nor a spreadsheet rounds it.

    Two of a million incidents share one with a chance of about one in a thousand; the id itself stands beside it.
    """
    return int.from_bytes(hashlib.sha256(incident_id.encode("utf8")).digest()[:8], "big") >> 15


def row(values: Iterable[object], *, delimiter: str = ",", guarded: bool = True) -> bytes:
    """A line of CSV with its end; text that a spreadsheet would run is made plain."""
    buffer = io.StringIO()
    cells = [guard(v) if guarded else "" if v is None else v for v in values]
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf8")


def tabbed(values: Iterable[object]) -> bytes:
    """A line of values parted by tabs, without quoting: tabs and line ends inside a value become spaces."""
    return ("\t".join("" if v is None else " ".join(str(v).split()) for v in values) + "\n").encode("utf8")


def joined(values: Iterable[object]) -> str:
    """Values side by side; empty where unknown, so that the nth of each column belong together."""
    parts = ["" if v is None else str(v) for v in values]
    return BETWEEN.join(parts) if any(parts) else ""


def clean(text: str) -> str:
    """Text that may stand in a list parted by semicolons."""
    return " ".join(text.replace(";", ",").split())


def grade(summary: Summary) -> str:
    """The Admiralty code, such as `C3`; empty without a grade."""
    found = summary.incident.grade
    return f"{found.reliability}{found.credibility}" if found else ""


def said_by(summary: Summary) -> str:
    """Each voice with the status that it gives: `Activists > Outlet (asserted); Army (denied)`."""
    told = dict.fromkeys(f"{clean(v.who)} ({v.telling.claim.status.value})" for v in summary.voices)
    return "; ".join(told)


def figures_told(summary: Summary) -> str:
    """Every figure with who gives it: `3 killed (SANA) | at least 5 killed (activists)`."""
    by_key = {v.telling.key: v for v in summary.voices}
    told = [
        f"{wording.figure_of(figure, Lang.EN)}{_told_by(by_key.get(key))}"
        for tally in summary.incident.figures
        for key, figure in tally.by
    ]
    return BETWEEN.join(dict.fromkeys(told))


def _told_by(voice: Voice | None) -> str:
    if voice is None:
        return ""
    status = voice.telling.claim.status.value
    return f" ({voice.who})" if status == "asserted" else f" ({voice.who}, {status})"


def notes(summary: Summary) -> str:
    """The incident in words: its mark, what kind, who says it, rival figures and places, the sentence."""
    incident = summary.incident
    parts = [f"[{summary.mark}]"] if summary.mark else []
    parts.append(f"{labels().types[incident.type].in_(Lang.EN)}, {incident.status.value}.")
    parts.append(f"Said by: {said_by(summary)}.")
    if told := figures_told(summary):
        parts.append(f"Figures as told: {told}.")
    if len(incident.places) > 1:
        parts.append("Places as told: " + BETWEEN.join(wording.place_of(p, Lang.EN) for p in incident.places) + ".")
    if summary.incident.time and summary.first != summary.last:
        parts.append(f"Time: {when(summary.incident.time)}.")
    if summary.lead.sentence:
        parts.append(f"“{summary.lead.sentence}”")
    return " ".join(parts)


def when(time: Time) -> str:
    """An interval in words; what is only bounded by publication says so."""
    told = wording.when(time, Lang.EN)
    return f"{told} (day of publication)" if time.basis is Basis.PUBLISHED else told


def tags(summary: Summary) -> str:
    """What has no column of its own in a fixed list of columns, as `key=value` parted by semicolons."""
    incident = summary.incident
    found = [
        f"status={incident.status.value}",
        f"happened={HAPPENED[incident.status]}",
        f"speakers={','.join(clean(s).replace(',', ' ') for s in summary.speakers)}" if summary.speakers else "",
        f"credence={incident.grade.credence.value}" if incident.grade else "",
        f"grade={grade(summary)}" if incident.grade else "",
        f"tellings={len(summary.voices)}",
        f"independent={summary.independent}",
        f"incident={incident.id}",
    ]
    return "; ".join(f for f in found if f)
