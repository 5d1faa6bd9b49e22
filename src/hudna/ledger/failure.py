"""What goes wrong with a ledger, in words for who asked."""

from __future__ import annotations


class LedgerError(Exception):
    """A ledger that cannot be opened, or does not hold or allow what is asked; the message says what to do."""


class NoWords(LedgerError):
    """A search that names no word."""


class Refused(LedgerError):
    """A page that the ledger does not take; others may follow."""


def one_line(error: Exception) -> str:
    """The first line of what a database says, without the statement that it said it of."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
