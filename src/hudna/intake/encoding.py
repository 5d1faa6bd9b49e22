"""Bytes to text: by mark, by trial as UTF-8, by declared charset, by detection, judged by how Arabic it reads."""

from __future__ import annotations

import codecs
import re

from .unreadable import NotReadable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "sound, video or a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_WORDS = re.compile(r"(?<![ء-ي])(?:في|من|على|إلى|أن|إن|عن|ال[ء-ي]{2,}|وال[ء-ي]{2,}|التي|الذي|قال)(?![ء-ي])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_TRIED = ("windows-1256", "iso-8859-6")
_DAMAGE = 0.02  # invalid bytes as a share of what is not ASCII, up to which a text still counts as UTF-8


def decode(data: bytes) -> str:
    """The text of `data`, characters that were invalid in nearly sound UTF-8 as U+FFFD.

    Raises NotReadable for empty or binary data and for bytes that are text in no encoding that Arabic is written in.
    """
    if not data.strip():
        raise NotReadable("empty")
    _refuse_binary(data)
    text = _by_mark(data)
    if text is None:
        text = _utf16_without_mark(data)
    if text is None:
        if b"\0" in data:
            raise NotReadable("binary", f"byte {data.index(0)}")
        text = _utf8(data) or _eight_bit(data)
    if not text.strip():
        raise NotReadable("empty")
    _refuse_controls(text)
    return text


def _refuse_binary(data: bytes) -> None:
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise NotReadable(f"binary: looks like {what}", "byte 0")


def _refuse_controls(text: str) -> None:
    found = sum(1 for _ in _CONTROLS.finditer(text))
    if found > 0.02 * len(text):
        raise NotReadable("binary: too many control characters")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows in its high bytes: 00 for ASCII, 06 for Arabic, 20 for marks of punctuation and direction."""
    head = data[: 4096 // 2 * 2]
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(high) >= 4 and sum(high.count(b) for b in (0, 6, 0x20, 0xFE)) > 0.9 * len(high):
            text = data.decode(encoding, errors="replace")
            if high.count(0) + high.count(6) and len(_CONTROLS.findall(text)) <= 0.02 * len(text):
                return text
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    not_ascii = sum(len(m.group()) for m in _NOT_ASCII.finditer(text))
    damaged = text.count("\ufffd")
    return text if damaged <= max(1, _DAMAGE * not_ascii) and not_ascii >= 10 * damaged else None


def _eight_bit(data: bytes) -> str:
    """The declared charset when what it gives reads as text, else the trial that reads most like Arabic."""
    declared = _declared(data)
    trials = [e for e in (declared, *_TRIED, _detected(data)) if e]
    texts = [(e, t) for e in dict.fromkeys(trials) if (t := _try(data, e)) is not None]
    best = max(texts, key=lambda pair: _reads_arabic(pair[1]), default=None)
    if best is None or (_reads_arabic(best[1]) < 0.02 and best[0] not in (declared, _detected(data))):
        raise NotReadable("not text: invalid UTF-8, and no other Arabic encoding fits", _first_invalid(data))
    return best[1]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return None
    return text if text.count("\ufffd") <= 0.02 * len(text) else None


def _reads_arabic(text: str) -> float:
    """The share of the words written in other than ASCII that are among the commonest of Arabic, or take the article.

    Wrong eight-bit encodings turn Arabic into other letters of the Arabic or Latin block, seldom into these words.
    """
    words = sum(1 for _ in _NOT_ASCII.finditer(text))
    return sum(1 for _ in _WORDS.finditer(text)) / words if words else 0.0


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    return (
        None
        if name.startswith(
            ("utf", "base64", "bz2", "hex", "quopri", "rot", "uu", "zlib", "idna", "puny", "raw", "unicode")
        )
        else name
    )


def _detected(data: bytes) -> str | None:
    import cchardet  # loads a compiled library: only for pages that need it

    found = cchardet.detect(data[: 1 << 18])["encoding"]
    return codecs.lookup(found).name if found and _known(found) else None


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _first_invalid(data: bytes) -> str | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start}"
    return None
