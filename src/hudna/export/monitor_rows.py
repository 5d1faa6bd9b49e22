"""Findings, control, sieges, movements, diplomacy and agreements as rows: whole for JSON lines, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from hudna.export.labels import Lang, labels
from hudna.export.listing import Listing, Row, Value, line, points
from hudna.export.wording import PART_OF_DAY
from hudna.knowledge.agreement import Agreement
from hudna.knowledge.wording import wording
from hudna.model import Incident, Name, Participant, Place, Role, Status, Time
from hudna.monitoring.breaches import Entry
from hudna.monitoring.candidates import Candidate
from hudna.monitoring.control import State
from hudna.monitoring.diplomacy import Step
from hudna.monitoring.finding import Answer, Finding, Reason
from hudna.monitoring.movements import Flow, Movement
from hudna.monitoring.periods import in_force
from hudna.monitoring.sieges import Siege
from hudna.monitoring.voices import Voice

_OPEN = "…"


def record(value: object) -> dict[str, Value]:
    """A frozen type as plain dicts, lists, strings and numbers, in the order of its fields."""
    decoded: dict[str, Value] = msgspec.to_builtins(value)
    return decoded


def findings(found: Iterable[Finding], incidents: Sequence[Incident], lang: Lang) -> Listing:
    """Each finding with the incident's day, place and parties, its answers and its reasons in words."""
    by_id = {i.id: i for i in incidents}
    columns = (
        "when", "where", "what", "who", "whom", "agreement", "term", "finding", "why", "confidence", "says", "id",
    )  # fmt: skip
    rows = []
    for one in found:
        incident = by_id[one.incident]
        rows.append(
            Row(
                {
                    "id": one.id,
                    **record(one),
                    "counted": one.counted,
                    "why": [reason_words(r, lang) for r in one.reasons],
                },
                {
                    **_of(incident, lang),
                    "agreement": one.agreement,
                    "term": one.term,
                    "finding": status_words(one, lang),
                    "why": "; ".join(reason_words(r, lang) for r in one.reasons),
                    "confidence": wording().confidences[one.confidence.value].said(lang),
                    "says": "; ".join(one.speakers),
                    "id": one.id,
                    "parties": _arrow(incident, lang),
                },
                points((p.lat, p.lon) for p in incident.places),
            )
        )
    shown = ("when", "where", "what", "parties", "agreement", "finding", "why", "says")
    return Listing(columns, rows, "no incident that a term speaks of", shown=shown)


def status_words(finding: Finding, lang: Lang) -> str:
    """The status, with its hedge where it depends on something."""
    said = wording().finding_statuses[finding.status.value].said(lang)
    if finding.conditional:
        return f"{said} ({labels().statuses[Status.CONDITIONAL].in_(lang)})"
    return said


def reason_words(reason: Reason, lang: Lang) -> str:
    values = dict(reason.values)
    if "type" in values:
        values["type"] = values["type"].replace("_", " ")
    if "effective" in values:
        days = "day" if values["from"] == values["until_told"] else "days"
        values |= {"span": span_words(values, lang), "told": wording().spans[days].said(lang, values)}
    return wording().reasons[reason.key].said(lang, values)


def span_words(values: Mapping[str, str], lang: Lang) -> str:
    """From when to when a thing held: `effective`, and where they are known `end`, and `latest` of a disputed end."""
    key = "disputed" if "latest" in values else "closed" if "end" in values else "open"
    return wording().spans[key].said(lang, values)


def answers_words(finding: Finding, lang: Lang) -> list[tuple[str, str, str]]:
    """Each question, its answer and the reason, in words."""
    words = wording()
    return [
        (
            words.questions[t.question.value].said(lang),
            words.answers[t.answer.value].said(lang),
            reason_words(t.reason, lang),
        )
        for t in finding.tests
    ]


def control(states: Iterable[State], lang: Lang) -> Listing:
    columns = ("where", "holder", "since", "until", "told", "contested", "says", "id")
    rows = [
        Row(
            record(s),
            {
                "where": name(s.place, lang),
                "holder": _name(s.name, lang),
                "since": s.since.isoformat(),
                "until": _day(s.until),
                "told": s.told.isoformat(),
                "contested": _yes(s.contested, lang),
                "says": _voices([m.voice for m in s.marks], lang),
                "id": s.place_id or "",
            },
            points([(s.place.lat, s.place.lon)]),
        )
        for s in states
    ]
    return Listing(columns, rows, "nobody is told to hold a place")


def sieges(found: Iterable[Siege], lang: Lang) -> Listing:
    items = wording().siege_items
    columns = ("where", "besieger", "since", "until", "inside", "aid", "exits", *items, "says")
    rows = []
    for siege in found:
        answers = {i.value: a for i, a in siege.items}
        rows.append(
            Row(
                record(siege),
                {
                    "where": name(siege.place, lang) if siege.place else wording().report["untold"].said(lang),
                    "besieger": ", ".join(name(b, lang) for b in siege.besiegers),
                    "since": _day(siege.since),
                    "until": _day(siege.until),
                    "inside": "; ".join(
                        f"{number(i.min, i.max, lang)} ({_voices([i.voice], lang)})" for i in siege.inside
                    ),
                    "aid": "; ".join(f"{_day(a.day)} {labels().types[a.what].in_(lang)}" for a in siege.aid),
                    "exits": "; ".join(_day(a.day) for a in siege.exits),
                    **{k: wording().answers[answers[k].value].said(lang) for k in items},
                    "says": _voices(siege.voices, lang),
                },
                points([(siege.place.lat, siege.place.lon)] if siege.place else ()),
            )
        )
    return Listing(columns, rows, "no siege is told")


def movements(found: Iterable[Movement], lang: Lang) -> Listing:
    columns = ("when", "kind", "who", "from", "to", "people", "status", "agreement", "says", "id")
    rows = []
    for m in found:
        a, b = (m.origins[0] if m.origins else None), (m.destinations[0] if m.destinations else None)
        geometry = line((a.lat, a.lon), (b.lat, b.lon)) if a and b else points((p.lat, p.lon) for p in (a, b) if p)
        rows.append(
            Row(
                record(m),
                {
                    "when": time_words(m.time, lang),
                    "kind": wording().movement_kinds[m.kind.value].said(lang),
                    "who": wording().movers[m.who.value].said(lang),
                    "from": ", ".join(name(p, lang) for p in m.origins),
                    "to": ", ".join(name(p, lang) for p in m.destinations),
                    "people": number(m.min, m.max, lang),
                    "status": labels().statuses[m.status].in_(lang),
                    "agreement": m.agreement or "",
                    "says": _voices(m.voices, lang),
                    "id": m.incident,
                },
                geometry,
            )
        )
    return Listing(columns, rows, "no movement of people is told")


def flows(found: Iterable[Flow], lang: Lang) -> Listing:
    columns = ("from", "to", "who", "people", "movements")
    rows = [
        Row(
            {**record(f), "movements": [m.incident for m in f.movements]},
            {
                "from": name(f.origin, lang),
                "to": name(f.destination, lang),
                "who": wording().movers[f.who.value].said(lang),
                "people": number(f.min, f.max, lang),
                "movements": str(len(f.movements)),
            },
            line((f.origin.lat, f.origin.lon), (f.destination.lat, f.destination.lon)),
        )
        for f in found
    ]
    return Listing(columns, rows, "no movement between two places is told as done")


def diplomacy(steps: Iterable[Step], lang: Lang) -> Listing:
    columns = ("when", "what", "who", "whom", "status", "about", "incidents", "says", "sentence", "id")
    rows = [
        Row(
            record(s),
            {
                "when": time_words(s.time, lang),
                "what": labels().types[s.type].in_(lang),
                "who": parties(s.participants, Role.ACTOR, lang),
                "whom": parties(s.participants, Role.TARGET, lang),
                "status": labels().statuses[s.status].in_(lang),
                "about": s.about.agreement if s.about else "",
                "incidents": ", ".join(s.incidents),
                "says": _voices(s.voices, lang),
                "sentence": s.sentence,
                "id": s.incident,
            },
            points((p.lat, p.lon) for p in s.places),
        )
        for s in steps
    ]
    shown = ("when", "what", "who", "whom", "status", "about", "says", "sentence")
    return Listing(columns, rows, "no step of diplomacy is told", shown=shown)


def breaches(entries: Iterable[Entry], lang: Lang) -> Listing:
    columns = ("agreement", "monitor", "unit", "count", "since", "until", "accused", "excludes", "says")
    rows = [
        Row(
            record(e),
            {
                "agreement": e.agreement,
                "monitor": _name(e.name, lang),
                "unit": wording().units[e.unit].said(lang) if e.unit in wording().units else e.unit,
                "count": number(e.min, e.max, lang),
                "since": _day(e.since),
                "until": _day(e.until),
                "accused": ", ".join(_name(n, lang) for n in e.accused_names),
                "excludes": ", ".join(_name(n, lang) for n in e.excludes),
                "says": _voices([e.voice], lang) if e.voice else "",
            },
            points((p.lat, p.lon) for p in e.places),
        )
        for e in entries
    ]
    return Listing(columns, rows, "no monitor's count is told")


def agreements(found: Iterable[Agreement], lang: Lang) -> Listing:
    columns = ("id", "name", "kind", "from", "until", "sides", "excluded", "zone")
    rows = []
    for a in found:
        held = in_force(a)
        last = held[-1].end if held else None
        rows.append(
            Row(
                record(a),
                {
                    "id": a.id,
                    "name": a.ar if lang is Lang.AR else a.en,
                    "kind": wording().kinds[a.kind.value].said(lang),
                    "from": str(held[0].start) if held else f"({_day(a.proposed or a.declared)})",
                    "until": str(last) if last else _OPEN if held else "",
                    "sides": "; ".join(s.ar if lang is Lang.AR else s.en for s in a.sides),
                    "excluded": ", ".join(a.excluded),
                    "zone": f"{', '.join(a.zone.places) or 'drawn'} ({a.zone.geometry.value})",
                },
            )
        )
    return Listing(columns, rows, "no agreement")


def candidates(found: Iterable[Candidate], lang: Lang) -> Listing:
    columns = ("when", "what", "parties", "where", "proposed", "registered", "says", "sentence", "id")
    rows = [
        Row(
            record(c),
            {
                "when": _day(c.day),
                "what": labels().types[c.type].in_(lang),
                "parties": ", ".join(name(p, lang) for p in c.parties),
                "where": ", ".join(name(p, lang) for p in c.places),
                "proposed": _yes(c.proposed, lang),
                "registered": c.registered.agreement if c.registered else "",
                "says": _voices(c.voices, lang),
                "sentence": c.sentence,
                "id": c.incident,
            },
            points((p.lat, p.lon) for p in c.places),
        )
        for c in found
    ]
    return Listing(columns, rows, "no agreement is told")


# ── values in words ──────────────────────────────────────────────────────────────────────────────────────────────


def name(part: Participant | Place, lang: Lang) -> str:
    """The registry's name in English, the story's own words in Arabic."""
    return part.name.en if lang is Lang.EN and part.name is not None and part.name.en else part.span.text


def parties(participants: Iterable[Participant], role: Role, lang: Lang) -> str:
    return ", ".join(dict.fromkeys(name(p, lang) for p in participants if p.role is role))


def number(least: int | None, most: int | None, lang: Lang = Lang.EN) -> str:
    """`3`, `3–5`, `≥ 3`, `≤ 5` (in words in Arabic, where signs turn round), or nothing where no bound is known."""
    words = wording().report
    if least is None and most is None:
        return ""
    if least is None:
        return words["at_most"].said(lang, {"n": str(most)})
    if most is None:
        return words["at_least"].said(lang, {"n": str(least)})
    if least == most:
        return str(least)
    return words["between"].said(lang, {"a": str(least), "b": str(most)})


def time_words(time: Time | None, lang: Lang = Lang.EN) -> str:
    """The day or interval; `≤` (a word in Arabic) where only the day of publication bounds it."""
    if time is None or (time.start is None and time.end is None):
        return ""
    if time.start is None:
        return wording().report["by_day"].said(lang, {"day": str(time.end)})
    shown = PART_OF_DAY.get(time.precision, 10)
    start, end = time.start[:shown], time.end[:shown] if time.end else _OPEN
    return start if start == end else f"{start} – {end}"


def _arrow(incident: Incident, lang: Lang) -> str:
    """Who → whom, in one cell."""
    doers, struck = parties(incident.participants, Role.ACTOR, lang), parties(incident.participants, Role.TARGET, lang)
    return f"{doers} → {struck}" if struck else doers


def _of(incident: Incident, lang: Lang) -> dict[str, str]:
    return {
        "when": time_words(incident.time, lang),
        "where": ", ".join(name(p, lang) for p in incident.places),
        "what": labels().types[incident.type].in_(lang),
        "who": parties(incident.participants, Role.ACTOR, lang),
        "whom": parties(incident.participants, Role.TARGET, lang),
    }


def _voices(voices: Sequence[Voice], lang: Lang) -> str:
    """Outlets and whom they let speak, each once; a page of no known outlet that speaks itself is told by its id."""
    page = wording().report["page"]
    said = (
        " ← ".join(filter(None, (v.outlet, *v.speakers[:1]))) or page.said(lang, {"id": v.telling[:8]}) for v in voices
    )
    return "; ".join(dict.fromkeys(said))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _name(name_: Name, lang: Lang) -> str:
    return name_.ar if lang is Lang.AR else name_.en


def _yes(value: bool, lang: Lang) -> str:
    return wording().answers[(Answer.YES if value else Answer.NO).value].said(lang)
