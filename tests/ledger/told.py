"""Stories of our own for the ledger's tests: made-up outlets that tell of a few occurrences, in each other's words."""

from __future__ import annotations

import hashlib
from datetime import date

from hudna.intake.pages import Page
from hudna.model import Document, Story

SARAQIB = "شنّ الطيران الحربي غارات على بلدة سراقب في ريف إدلب يوم الثلاثاء، ما أسفر عن مقتل ثلاثة مدنيين، بحسب ناشطين."
SARAQIB_TOO = "قالت مصادر محلية إن ثلاثة مدنيين قتلوا في غارات للطيران الحربي على سراقب بريف إدلب الثلاثاء."
RASTAN = "قصفت قوات النظام بالمدفعية مدينة الرستن في ريف حمص يوم الاثنين، وقتل مدنيان، وفق المرصد السوري لحقوق الإنسان."
TAIZ = "اندلعت اشتباكات بين قوات الجيش اليمني ومسلحي جماعة الحوثي في مدينة تعز يوم الاثنين."
LONG = (
    "وأضاف المصدر أن فرق الإسعاف نقلت الجرحى إلى المشافي القريبة بينما استمر تحليق الطيران في سماء المنطقة حتى ساعات"
    " المساء. ولم تصدر أي جهة رسمية تعليقاً على ما جرى، فيما دعت منظمات محلية إلى تحييد المدنيين والأسواق والمدارس."
)


def page(
    text: str, *, published: date | None = date(2018, 3, 14), outlet: str = "شبكة أ", id: str | None = None
) -> Page:
    """A page of one story, named by its content, or by `id`."""
    digest = hashlib.sha256(f"{outlet}|{published}|{text}".encode()).hexdigest()
    document = Document(id or digest[:12], outlet=outlet, published=published, sha256=digest)
    return Page(document, (Story(document, 0, 0, text),))


def several() -> list[Page]:
    """Two tellings of Saraqib and a copy of the first, one of Rastan, two of Taiz by two outlets."""
    return [
        page(SARAQIB + "\n" + LONG),
        page(SARAQIB_TOO, outlet="وكالة ب"),
        page(SARAQIB + "\n" + LONG, outlet="موقع ج", published=date(2018, 3, 15)),
        page(RASTAN, outlet="وكالة ب"),
        page(TAIZ, outlet="صحيفة د"),
        page(TAIZ + " ولم ترد أنباء عن ضحايا.", outlet="موقع ج"),
    ]
