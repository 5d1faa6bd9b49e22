"""The formats of a report, each written by its own module."""

from __future__ import annotations

from hudna.export.labels import Lang
from hudna.monitoring.report import Report


def write(report: Report, format_: str, lang: Lang) -> bytes:
    """A report as `html`, `md`, `pdf` or `docx`; the same report gives the same bytes. Raises TypesetMissing."""
    from hudna.export import report_docx, report_html, report_md, report_pdf

    made = {"html": report_html.write, "md": report_md.write, "pdf": report_pdf.write, "docx": report_docx.write}
    return made[format_](report, lang)
