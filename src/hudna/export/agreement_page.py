"""One agreement in lines of text: who, when, where, what it forbids, who watches, and where the facts come from."""

from __future__ import annotations

from collections.abc import Iterator

from hudna.export.labels import Lang, labels
from hudna.knowledge.agreement import Agreement, Term, Zone
from hudna.knowledge.wording import wording
from hudna.monitoring.periods import in_force


def lines(agreement: Agreement, lang: Lang) -> Iterator[str]:
    """The agreement, a line a fact."""
    arabic = lang is Lang.AR
    yield f"{agreement.ar if arabic else agreement.en}  [{agreement.id}]"
    yield f"  {wording().kinds[agreement.kind.value].said(lang)}; {agreement.form}; {agreement.text}"
    if agreement.proposed:
        yield f"  proposed      {agreement.proposed}"
    if agreement.declared:
        yield f"  declared      {agreement.declared}"
    for force in in_force(agreement):
        yield f"  in force      {force.start} – {force.end or '…'}" + (f" ({force.doubt})" if force.doubt else "")
    if agreement.ended:
        yield f"  ended         {agreement.ended.how}" + (f": {agreement.ended.by}" if agreement.ended.by else "")
    for name in ("signatories", "guarantors", "mediators", "excluded", "within"):
        if values := getattr(agreement, name):
            yield f"  {name:<13} {', '.join(values)}"
    for side in agreement.sides:
        yield f"  bound         {side.ar if arabic else side.en} ({', '.join(side.actors)})"
    yield f"  zone          {_zone(agreement.zone)}"
    for term in agreement.terms:
        yield from _term(term, lang)
    for monitor in agreement.monitors:
        yield f"  monitor       {monitor.ar if arabic else monitor.en}"
    for source in agreement.sources:
        yield f"  source        {source.title}, {source.publisher}" + (f", {source.date}" if source.date else "")
    if agreement.note:
        yield f"  note          {agreement.note.ar if arabic else agreement.note.en}"


def _zone(zone: Zone) -> str:
    drawn = "polygon" if zone.polygon else f"line ± {zone.buffer_km:g} km" if zone.line else ""
    told = ", ".join(filter(None, (*zone.places, drawn)))
    return f"{told}; edge {zone.geometry.value}" + (f"; without {', '.join(zone.except_)}" if zone.except_ else "")


def _term(term: Term, lang: Lang) -> Iterator[str]:
    yield f"  term          {term.id}: {term.words.ar if lang is Lang.AR else term.words.en}"
    for name, types in (("forbids", term.forbids), ("requires", term.requires)):
        if types:
            yield f"    {name:<11} {', '.join(labels().types[t].in_(lang) for t in types)}"
