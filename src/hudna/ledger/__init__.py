"""What Hudna remembers: pages, readings, claims, incidents and judgements, in SQLite or PostgreSQL."""

from .filters import Filters, Near
from .ledger import Added, Changed, Entry, Found, Gone, Held, Ledger, LedgerError, Refused
from .open import default_path, open_ledger

__all__ = [
    "Added",
    "Changed",
    "Entry",
    "Filters",
    "Found",
    "Gone",
    "Held",
    "Ledger",
    "LedgerError",
    "Near",
    "Refused",
    "default_path",
    "open_ledger",
]
