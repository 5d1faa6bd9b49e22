"""Fuzz `read_page` on bytes with atheris: `python tests/fuzz/fuzz_page.py -max_total_time=180` (see README.md)."""

from __future__ import annotations

import gzip
import sys

import atheris

with atheris.instrument_imports(include=["hudna.intake", "hudna.text"]):
    import hudna
    import hudna.intake.pages
    import hudna.pipeline
from promises import broken
from words import ALL

TAGS = (
    "<html>|<body>|<p>|</p>|<article>|</article>|<div class='menu'>|</div>|<a href='/x'>|</a>|<h1>|</h1>|<br>|"
    "<!--|-->|<script>|</script>|<meta charset=windows-1256>|<meta property='og:title' content='|'>|"
    "<time datetime='2018-03-14'>|<table>|<tr><td>|<svg>|<template>|<noscript>|<![CDATA[|&nbsp;|&#1602;|&#xD800;|"
    '<p dir=rtl|{"text": "'
).split("|")
OPENING = "<p>أفاد ناشطون أن طائرات حربية شنت غارات على بلدة سراقب فجر الاثنين، ما أسفر عن مقتل ثلاثة مدنيين."
ENCODINGS = ["utf8", "utf8", "windows-1256", "utf-16", "utf-16-be", "iso8859-6", "utf-8-sig"]


def one_input(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    shape = given.ConsumeIntInRange(0, 9)
    name = given.PickValueInList(["-", "a.html", "a.txt", "a.html.gz", "a.jsonl"])
    page = given.ConsumeBytes(given.remaining_bytes()) if shape == 0 else _page(given)
    if shape == 9:
        page = gzip.compress(page)[: len(page) or None]
    try:
        readings = hudna.read_page(page, name=name)
    except hudna.NotReadable:
        return
    for reading in readings:
        if wrong := broken(reading):
            raise RuntimeError("\n".join((repr(page), *wrong)))


def _page(given: atheris.FuzzedDataProvider) -> bytes:
    encoding = given.PickValueInList(ENCODINGS)
    words = [OPENING] if given.ConsumeBool() else []
    while given.remaining_bytes() and len(words) < 200:
        kind = given.ConsumeIntInRange(0, 9)
        table = TAGS if kind < 4 else ALL
        words.append(given.ConsumeUnicodeNoSurrogates(12) if kind == 9 else given.PickValueInList(table))
    return " ".join(words).encode(encoding, "replace")


atheris.Setup(sys.argv, one_input)
atheris.Fuzz()
