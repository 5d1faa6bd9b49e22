"""What goes wrong with a ledger, in words for who asked."""

from __future__ import annotations


class LedgerError(Exception):
    """A ledger that cannot be opened, or does not hold or allow what is asked; the message says what to do."""


class Refused(LedgerError):
    """A page that the ledger does not take; others may follow."""
