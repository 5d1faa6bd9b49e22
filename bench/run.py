"""The gate: read every set of samples, print its figures beside their floors, fail under a floor.

    python -m bench.run                                   all sets; those of the shared folder where it is there
    python -m bench.run --only dev seed --worst 5         some sets, with the samples that have most faults
    python -m bench.run --raise                           lift the floors to what was measured
    python -m bench.run --lower dev.place --reason "..."  lower one floor

A held set shows its figures only, never a sample: it tells whether what was learnt elsewhere carries over.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bench import floors as kept
from bench import speed
from bench.link_gate import measure_links, measure_told_again
from bench.measure import (
    ASSAULT,
    FAMILY,
    HAPPENED,
    Figures,
    Share,
    amiss,
    measure_claims,
    measure_codes,
    measure_sentences,
    measure_silence,
    measure_types,
)
from bench.reader import read_all
from bench.samples import (
    BENCH,
    LINKS_MORE,
    Sample,
    SampleSet,
    json_lines,
    made_up_sets,
    own_sets,
    shared_folder,
    shared_sets,
)
from bench.told import Told

FLOORS = BENCH / "floors.toml"
Read = Mapping[str, Sequence[Told]]


def silent(sample: Sample, claims: Sequence[Told]) -> bool:
    """A negative holds: nothing violent is said to have happened, nor, if nothing is marked, said at all."""
    violent = [c for c in claims if c.type in ASSAULT]
    return not (any(c.status in HAPPENED for c in violent) if sample.gold else violent)


def measure_set(given: SampleSet, read: Read) -> Figures:
    """The measures that apply to a set, by what its samples carry."""
    if given.name == "silence":
        return {"quiet": measure_silence(read)}
    if given.name == "sentences":
        return _measure_newswire(given, read)
    if given.name == "told-again":
        return measure_told_again()
    if given.name == "links":
        shared = shared_folder()
        assert shared is not None
        return measure_links(given.samples, shared / "bench" / "gold" / "link_dev_gold.jsonl")
    if given.name == "links-more":
        return measure_links(given.samples, LINKS_MORE)
    marked = [s for s in given.samples if s.gold or not s.negative]
    figures = measure_claims((s.gold, read[s.key]) for s in marked)
    if negatives := [s for s in given.samples if s.negative]:
        figures["quiet"] = Share(sum(silent(s, read[s.key]) for s in negatives), len(negatives))
    return {name: figure for name, figure in figures.items() if str(figure) not in ("0/0", "tp 0 fp 0 fn 0")}


def _measure_newswire(given: SampleSet, read: Read) -> Figures:
    figures: Figures = {}
    for kind in ("ASSAULT", "PROTEST"):
        labelled = [(s.key, s.label) for s in given.samples if s.family == kind and s.label is not None]
        figures[kind] = measure_sentences(labelled, read, kind)
    shared = shared_folder()
    assert shared is not None
    for kind in ("assault", "protest"):
        records = json_lines(shared / "bench" / "gsr" / f"dev_{kind}_spans.jsonl")
        figures |= {name.replace(" ", "_"): share for name, share in measure_codes(records, read).items()}
    return figures


def show_figures(console: Console, measured: Mapping[str, Figures], floors: kept.Floors) -> None:
    """Tables of figures with their floors: sets of whole claims side by side, the others one line a figure."""
    claims = {name: figures for name, figures in measured.items() if "typed" in figures}
    table = Table("measure", *claims, title="claims (figure ≥ floor)", title_justify="left")
    for measure in dict.fromkeys(m for figures in claims.values() for m in figures):
        cells = [_cell(f.get(measure), floors.floors.get(name, {}).get(measure)) for name, f in claims.items()]
        table.add_row(measure, *cells)
    console.print(table)
    for name, figures in measured.items():
        for measure, figure in figures.items() if name not in claims else ():
            floor = floors.floors.get(name, {}).get(measure)
            console.print(f"{name + '.' + measure:<36} {_cell(figure, floor):<18} {figure}", highlight=False)


def _cell(figure: object, floor: float | None) -> str:
    value = getattr(figure, "value", None)
    if value is None:
        return ""
    if floor is None:
        return f"{value:.3f}"
    return f"{value:.3f} {'≥' if value >= floor else '< !'} {floor:.3f}"


def show_worst(console: Console, given: SampleSet, read: Read, worst: int) -> None:
    """The samples with most faults of a set that is not held: - for a claim missed, + for one too many."""
    rated = [(sample, *_wrong(sample, read[sample.key])) for sample in given.samples]
    for sample, missed, extra in sorted(rated, key=lambda r: -len(r[1]) - len(r[2]))[:worst]:
        if wrong := [f"-{_worded(c, sample)}" for c in missed] + [f"+{_worded(c, sample)}" for c in extra]:
            console.print(f"   {len(wrong):>3}  {sample.key}  {' '.join(wrong)}", highlight=False, markup=False)


def _worded(claim: Told, sample: Sample) -> str:
    return f"{claim.type}:{sample.text[slice(*claim.trigger)]}"


def _wrong(sample: Sample, claims: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Claims missed and too many, as the sample's set counts them."""
    if sample.family:
        said = [c for c in claims if c.type in FAMILY[sample.family] and c.status in HAPPENED]
        missed = [Told(sample.family, "asserted", (0, 0))] if sample.label and not said else []
        return missed, said if sample.label is False else []
    if sample.negative and not sample.gold:
        return [], [c for c in claims if c.type in ASSAULT]
    return amiss(sample.gold, claims)


def show_types(console: Console, given: SampleSet, read: Read) -> None:
    """Found and typed, type by type."""
    console.print(f"{given.name}, by type:")
    for name, tally in measure_types((s.gold, read[s.key]) for s in given.samples).items():
        console.print(f"   {name:<20} {tally.value:.3f}  {tally}", highlight=False)


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="SET", help="read these sets only")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N samples with most faults")
    parser.add_argument("--types", action="store_true", help="found and typed by claim type (not of held sets)")
    parser.add_argument("--no-speed", action="store_true", help="leave the speed out")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what was measured")
    parser.add_argument("--lower", metavar="SET.MEASURE", help="lower this floor to what was measured")
    parser.add_argument("--reason", default="", help="why the floor is lowered; kept in the file")
    return parser.parse_args(argv)


def chosen_sets(only: Sequence[str] | None) -> list[SampleSet]:
    """The sets to read; SystemExit names one that does not exist or needs the shared folder."""
    shared = shared_folder()
    sets = own_sets() + made_up_sets() + (shared_sets(shared) if shared else [])
    if shared is None:
        print("left out: annotated, dev, seed, sentences, silence, both links (no shared folder: HUDNA_SHARED)")
    if unknown := set(only or ()) - {s.name for s in sets}:
        raise SystemExit(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in sets)}")
    return [s for s in sets if not only or s.name in only]


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    console, floors = Console(width=None if sys.stdout.isatty() else 160), kept.load(FLOORS)
    measured: dict[str, Figures] = {}
    sets = chosen_sets(args.only)
    for given in sets:
        read = read_all(given.samples) if given.name not in ("links", "links-more", "told-again") else {}
        measured[given.name] = measure_set(given, read)
        if read and not given.held and args.worst:
            console.print(f"{given.name}, most faults:")
            show_worst(console, given, read, args.worst)
        if not given.held and args.types and "typed" in measured[given.name]:
            show_types(console, given, read)
    values = {name: {m: f.value for m, f in figures.items()} for name, figures in measured.items()}
    if args.lift or args.lower:
        change_floors(floors, sets, values, args)
    show_figures(console, measured, floors)
    if not args.no_speed:
        speed.main([])
    failed = [fault for s in sets for fault in floors.faults(s.name, s.digest, values[s.name])]
    for fault in failed:
        console.print(f"FAIL {fault}", highlight=False, markup=False)
    console.print("gate: " + (f"{len(failed)} failed" if failed else "passed"))
    return 1 if failed else 0


def change_floors(
    floors: kept.Floors, sets: Sequence[SampleSet], values: Mapping[str, Mapping[str, float]], args: argparse.Namespace
) -> None:
    """Lift all floors of the sets read, or lower the one that is named, and write the file."""
    digests = {s.name: s.digest for s in sets}
    if args.lower:
        name, _, measure = args.lower.partition(".")
        if measure not in values.get(name, {}):
            raise SystemExit(f"not measured: {args.lower}")
        try:
            floors.lower(name, measure, values[name][measure], args.reason, digests[name])
        except ValueError as error:
            raise SystemExit(str(error)) from error
    if args.lift:
        for name, figures in values.items():
            floors.lift(name, digests[name], figures)
    kept.save(floors, FLOORS)


if __name__ == "__main__":
    sys.exit(main())
