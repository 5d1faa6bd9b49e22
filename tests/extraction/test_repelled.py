"""Who met an attack is not who made it."""

from __future__ import annotations

from datetime import date

import pytest

import hudna
from hudna.model import Role


@pytest.mark.parametrize(
    ("text", "type_", "actors", "targets"),
    [
        ("ردت القوات التركية على قصف الجيش السوري لبلدة سراقب.", "shelling", ["الجيش السوري"], ["القوات التركية"]),
        ("تمكنت المقاومة من التصدي لهجوم الحوثيين في الضالع.", "attack", ["الحوثيين"], ["المقاومة"]),
        ("تصدى الجيش لهجوم على الثكنة.", "attack", [], ["الجيش"]),
        ("شن الجيش هجوماً على مواقع المسلحين.", "attack", ["الجيش"], ["مواقع المسلحين"]),
    ],
)
def test_who_met_an_attack_is_its_target(text: str, type_: str, actors: list[str], targets: list[str]) -> None:
    claim = next(c for c in hudna.read(text, published=date(2020, 3, 1)).claims if c.type.value == type_)
    assert [p.span.text for p in claim.participants if p.role is Role.ACTOR] == actors
    assert set(targets) <= {p.span.text for p in claim.participants if p.role is Role.TARGET}
