"""What comes in, kept: bytes into the archive, then the page into the ledger, each acknowledged once it is on the disk.

A page that the ledger holds is passed over before it is archived again. What is archived and not yet in the ledger when
the process is killed comes in again with the next `add` of the same input, or with the next start of the watch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hudna.batch import Item, read_together
from hudna.intake import Page, Unreadable
from hudna.intake.archive import Archive
from hudna.intake.origin import Taken
from hudna.intake.take import pages
from hudna.ledger import Added, Ledger, LedgerError, Refused
from hudna.model import Reading

Outcome = Added | Unreadable


@dataclass(frozen=True, slots=True)
class Keeper:
    """Archive and ledger together. `published` and `outlet` stand over what pages say; `jobs` processes read."""

    ledger: Ledger
    archive: Archive
    published: date | None = None
    outlet: str | None = None
    jobs: int = 1

    def keep(self, found: Iterable[Taken | Unreadable]) -> Iterator[Outcome]:
        """Keep what was taken, in order: what each page added, and reports on what could not be read or kept.

        Raises LedgerError when the ledger itself fails, and OSError when the archive does.
        """
        for (page, outcome, sha), results in read_together(self._groups(found), jobs=self.jobs):
            yield from (one for one in results if isinstance(one, Unreadable))
            if outcome is not None:
                yield outcome
            if page is not None:
                yield self._add(page, sha, [one for one in results if isinstance(one, Reading)])

    def hand_on(self, taken: Taken, sha256: str) -> Iterator[Unreadable]:
        """Keep what a watch has archived. Raises LedgerError."""
        for one in pages(taken, published=self.published, outlet=self.outlet):
            if isinstance(one, Unreadable):
                yield one
            elif not self.ledger.knows(one):
                added = self._add(one, sha256, None)
                if isinstance(added, Unreadable):
                    yield added

    def _groups(
        self, found: Iterable[Taken | Unreadable]
    ) -> Iterator[tuple[tuple[Page | None, Outcome | None, str | None], list[Item]]]:
        for taken in found:
            if isinstance(taken, Unreadable):
                yield (None, taken, None), []
                continue
            name, sha = taken.origin.name, None
            for page in pages(taken, published=self.published, outlet=self.outlet):
                known = isinstance(page, Page) and self._known(page, name)
                if not known and sha is None:
                    sha = self.archive.keep_taken(taken)
                if isinstance(page, Unreadable):
                    yield (None, page, None), []
                elif known:
                    yield (None, known, None), []
                else:
                    yield (page, None, sha), [(name, story) for story in page.stories]

    def _known(self, page: Page, name: str) -> Outcome | None:
        try:
            return Added(page.document.id, known=True) if self.ledger.knows(page) else None
        except Refused as error:
            return Unreadable(name, None, str(error))

    def _add(self, page: Page, sha256: str | None, readings: list[Reading] | None) -> Outcome:
        name = page.document.url or page.document.title or page.document.id
        try:
            return self.ledger.add(page, sha256, readings)
        except Refused as error:
            return Unreadable(name, None, str(error))
        except (LedgerError, OSError):
            raise
        except Exception as error:
            reason = f"linking failed, please report it: {type(error).__name__}: {error}"
            return Unreadable(name, f"document {page.document.id}", reason)
