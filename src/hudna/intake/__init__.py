"""From files to documents and stories: inputs, encodings, HTML, JSON lines, furniture, the splitting of pages."""

from .pages import Page, page_from_bytes, read_pages
from .sources import RawInput, open_inputs
from .unreadable import NotReadable, Unreadable

__all__ = ["NotReadable", "Page", "RawInput", "Unreadable", "open_inputs", "page_from_bytes", "read_pages"]
