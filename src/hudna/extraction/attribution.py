"""Who says it: cues of speech with the speaker beside them and the words that they govern, nearest speaker first."""

from __future__ import annotations

from dataclasses import dataclass

from hudna.extraction.clauses import opens
from hudna.extraction.pieces import QUOTES, Kind, Piece
from hudna.extraction.scan import Scan
from hudna.knowledge.entries import Cue
from hudna.model import Span

_SOFT = QUOTES | frozenset("()[]-–—ـ")
_SPEAKERS = frozenset({"armed", "body", "country", "person", "people"})


@dataclass(slots=True)
class Speech:
    """A cue, its speaker (None: whoever spoke before) and the tokens it governs, `first` to `last`."""

    cue: Span
    entry: Cue
    speaker: list[Piece]
    first: int
    last: int
    index: int

    def governs(self, token: int) -> bool:
        return self.first <= token < self.last


def told_by(scan: Scan) -> bool:
    """May the sentence tell who says it: by a cue of speech, or by a colon behind a name?"""
    cued = any(m.kind == "cue" and m.entry.cls == "attribution" for found in scan.mentions.values() for m in found)
    return cued or any(t.form == ":" for t in scan.tokens)


def speeches(scan: Scan, pieces: list[Piece]) -> list[Speech]:
    """The attributions of a sentence in the order of their cues."""
    out: list[Speech] = []
    for k, piece in enumerate(pieces):
        if not piece.mentions or piece.kind not in (Kind.VERB, Kind.CUE, Kind.EVENT, Kind.NP):
            continue
        mention = next((m for m in piece.mentions if m.kind == "cue" and m.entry.cls == "attribution"), None)
        if mention is None:
            continue
        if mention.entry.speaker == "none":
            out.append(_carried(scan, pieces, k, mention.entry, out))
        elif (speech := _speech(scan, pieces, k, mention.entry)) is not None:
            if not speech.speaker and mention.entry.carries:
                speech.speaker = next((s.speaker for s in reversed(out) if s.speaker), [])
            out.append(speech)
    if (headline := _colon(scan, pieces)) is not None:
        out.append(headline)
    return out


def _carried(scan: Scan, pieces: list[Piece], k: int, cue: Cue, before: list[Speech]) -> Speech:
    """A participle (مؤكداً، مشيراً): whoever spoke before in the sentence goes on."""
    words = scan.span(pieces[k].first, pieces[k].last, pieces[k].cut)
    speaker = next((s.speaker for s in reversed(before) if s.speaker), [])
    return Speech(words, cue, speaker, pieces[k].last, _end(scan), k)


def _speech(scan: Scan, pieces: list[Piece], k: int, cue: Cue) -> Speech | None:
    piece = pieces[k]
    words = scan.span(piece.first, piece.last, piece.cut)
    if cue.speaker == "subject":
        speaker, at = _after(pieces, k)
        if not speaker or _accuses(piece):  # الجيش يتهم المعارضة: the phrase behind is the accused
            alone = len(speaker) == 1 and not _bare(pieces, at)  # واتهم المتمردين بقصف البلدة: they do not speak
            speaker = _before(pieces, k) or ([] if alone else speaker)
        governed = _complement(pieces, at)
        if not speaker and not governed:
            return None
        if k and pieces[k - 1].kind is Kind.NEG:
            return None  # لم تعلن أي جهة مسؤوليتها: nobody says so
        if _trailing(pieces, k, governed):  # "… , كما أعلنت الشرطة"
            return Speech(words, cue, speaker, 0, piece.first, k)
        return Speech(words, cue, speaker, _first(pieces, _past_aside(pieces, at)), _end(scan), k)
    speaker, at = _after(pieces, k)
    if piece.kind is Kind.VERB:
        speaker, at = _relayed(pieces, k, speaker)
        return Speech(words, cue, speaker, _first(pieces, at), _end(scan), k) if speaker else None
    if not speaker:
        return None
    leading = k == 0 or all(p.kind in (Kind.OTHER, Kind.MARK) for p in pieces[:k])
    if leading or (at < len(pieces) and pieces[at].kind is Kind.COMP):
        return Speech(words, cue, speaker, _first(pieces, at), _end(scan), k)
    return Speech(words, cue, speaker, 0, piece.first, k)


def _accuses(piece: Piece) -> bool:
    told = piece.named("trigger")
    return told is not None and told.entry.type == "accusation"


def _past_aside(pieces: list[Piece], at: int) -> int:
    """A relative clause about the speaker (الذي …) is not what is said: that begins at the next أن or quotation."""
    if at < len(pieces) and pieces[at].kind is Kind.REL:
        for j in range(at, min(at + 14, len(pieces))):
            if pieces[j].kind is Kind.COMP or (pieces[j].kind is Kind.MARK and pieces[j].form in ":«“"):
                return j
        for j in range(at + 2, min(at + 14, len(pieces))):
            if pieces[j].kind is Kind.EVENT and not pieces[j].prep:
                return j
    return at


def _end(scan: Scan) -> int:
    return len(scan.tokens)


def _first(pieces: list[Piece], at: int) -> int:
    return pieces[at].first if at < len(pieces) else 10**6


def _after(pieces: list[Piece], k: int) -> tuple[list[Piece], int]:
    """The speaker right behind a cue (with what belongs to its title), and where the rest begins."""
    speaker: list[Piece] = []
    j = k + 1
    while j < len(pieces):
        p = pieces[j]
        if p.kind is Kind.MARK and (p.form in _SOFT or (p.form in "،," and speaker and _apposed(pieces, j))):
            j += 1
            continue
        if p.kind in (Kind.NP, Kind.PLACE) and not speaker and p.prep in ("", "ل") and not p.conj and _may_speak(p):
            if p.prep == "ل" and pieces[k].kind is Kind.VERB:
                j += 1  # قال لوكالة كذا: whom it was told to
                continue
            speaker.append(p)
        elif p.kind in (Kind.NP, Kind.PLACE) and speaker and (p.conj and not p.prep):
            speaker.append(p)
        elif (p.kind in (Kind.NP, Kind.PLACE) and speaker and p.prep) or p.kind in (Kind.OTHER, Kind.TIME):
            pass
        elif p.kind is Kind.NP and speaker and not p.prep and p.nature in ("unknown", "person") and not p.conj:
            pass  # apposition: the name behind the title
        else:
            break
        j += 1
    return speaker, j


def _bare(pieces: list[Piece], k: int) -> bool:
    """Whether a phrase without a preposition stands at `k`: whom a speaker accuses."""
    return k < len(pieces) and pieces[k].kind in (Kind.NP, Kind.PLACE) and not (pieces[k].prep or pieces[k].conj)


def _may_speak(p: Piece) -> bool:
    """Not one unknown word that begins with ب: أفادت بوقوع …."""
    return bool(p.mentions) or p.last - p.first > 1 or not p.form.startswith("ب")


def _relayed(pieces: list[Piece], k: int, speaker: list[Piece]) -> tuple[list[Piece], int]:
    """نقلت الوكالة عن مسؤول قوله إن: the source behind عن, then who relays it."""
    for j in range(k + 1, min(k + 7, len(pieces))):
        p = pieces[j]
        if p.kind in (Kind.COMP, Kind.EVENT) or (p.kind is Kind.MARK and p.form in ".:"):
            break
        if p.kind in (Kind.NP, Kind.PLACE) and p.prep == "عن":
            return [p, *(s for s in speaker if s is not p)], j + 1
    return speaker, k + 1 + len(speaker)


def _apposed(pieces: list[Piece], j: int) -> bool:
    """Does a comma open an aside about the speaker that أن or another comma closes?"""
    return any(p.kind is Kind.COMP for p in pieces[j + 1 : j + 6])


def _before(pieces: list[Piece], k: int) -> list[Piece]:
    """A speaker in front of the verb: SVO headlines, "… الذي قال"."""
    j = k - 1
    while j >= 0 and (
        pieces[j].kind in (Kind.OTHER, Kind.TIME) or (pieces[j].kind is Kind.MARK and pieces[j].form in _SOFT)
    ):
        j -= 1
    if pieces[k].conj or j < 0:
        return []
    p = pieces[j]
    if p.kind is not Kind.NP:
        return []
    if not p.prep and opens(pieces, j - 1) and p.nature in _SPEAKERS:
        return [p]
    head = p.mentions[0] if p.mentions else None
    reports = head is not None and head.kind == "class" and head.entry.kind == "source" and not p.definite
    return [p] if reports and pieces[k].first == p.last else []  # قلقه من تقارير أفادت بكذا


def _complement(pieces: list[Piece], at: int) -> bool:
    """Is something said behind the speaker: أن …, a colon, a quotation, an event?"""
    for p in pieces[at : at + 3]:
        if p.kind in (Kind.COMP, Kind.EVENT, Kind.VERB) or (p.kind is Kind.MARK and p.form in ':«“"'):
            return True
    return False


def _trailing(pieces: list[Piece], k: int, governed: bool) -> bool:
    """A cue that closes its sentence, behind a comma or كما/حسبما."""
    before = pieces[k - 1] if k else None
    if before is None:
        return False
    opened = before.kind is Kind.MARK or before.form in ("كما", "حسبما", "وفق ما", "بحسب ما", "وفقا لما")
    return opened and not governed


def _colon(scan: Scan, pieces: list[Piece]) -> Speech | None:
    """A headline or post of the form "X: …", "عاجل | X: …"."""
    for k, p in enumerate(pieces[:10]):
        if p.kind is Kind.MARK and p.form == ":":
            speaker = [q for q in pieces[:k] if q.kind in (Kind.NP, Kind.PLACE)]
            verbs = any(q.kind in (Kind.VERB, Kind.EVENT) for q in pieces[:k])
            if len(speaker) and not verbs and speaker[-1].nature in _SPEAKERS - {"country"}:
                last = speaker[-1]
                cue = Cue(id="say.colon", cls="attribution")
                return Speech(scan.span(p.first, p.last), cue, [last], p.last, _end(scan), k)
            return None
    return None
