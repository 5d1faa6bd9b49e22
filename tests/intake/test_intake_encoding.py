import codecs
import os

import pytest
from intake_texts import CLASH, page, paragraphs

from hudna.intake import NotReadable
from hudna.intake.encoding import decode

PLAIN = CLASH.replace("،", ",")  # ISO-8859-6 and windows-1256 have the Arabic comma; ASCII keeps the test to letters


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso-8859-6"]
)
def test_encoding_is_found_without_a_declaration(encoding):
    assert decode(PLAIN.encode(encoding)).removeprefix("\ufeff") == PLAIN


def test_utf16_big_endian_with_mark():
    assert decode(codecs.BOM_UTF16_BE + CLASH.encode("utf-16-be")) == CLASH


def test_short_windows_1256_headline():
    assert decode("قصف على المدينة".encode("windows-1256")) == "قصف على المدينة"


@pytest.mark.parametrize(
    "declared", ["utf-8", "windows-1256", "iso-8859-1", "no-such-charset", "hex", "unicode-escape"]
)
def test_a_wrong_declaration_does_not_spoil_the_text(declared):
    html = page(paragraphs(CLASH), f'<meta charset="{declared}">')
    assert decode(html.encode("windows-1256")) == html


def test_a_few_invalid_bytes_in_utf8_are_replaced():
    data = CLASH.encode() + b"\xd8"
    assert decode(data) == CLASH + "\ufffd"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"abc\x00\x01\x02\x00\x03" * 50, "binary"),
        (b"\x01\x02\x03\x04" * 50, "control"),
        (bytes(range(128, 256)) * 20, "not text|binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, reason):
    with pytest.raises(NotReadable, match=reason):
        decode(data)


def test_random_bytes_are_refused():
    for _ in range(20):
        with pytest.raises(NotReadable):
            decode(os.urandom(2_000) + b"\0\xff\0")
