"""GDELT's 61 and 16 columns: no header, tabs, codes as strings."""

from __future__ import annotations

from dataclasses import replace

import incidents as made
import pytest

from hudna.export import gdelt
from hudna.export.summary import Request
from hudna.knowledge.codes import code_lists, table
from hudna.model import Incident

EVENTS = """GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode
Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code
Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code
Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode
QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName
Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat
Actor2Geo_Long Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code
ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL""".split()
MENTIONS = """GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone
MentionDocTranslationInfo Extras""".split()


def read(*incidents: Incident, request: Request | None = None) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    events, mentions = [], []
    for found in gdelt.rows(incidents, request or made.request()):
        events.append(_fields(found.event, EVENTS))
        mentions += [_fields(line, MENTIONS) for line in found.mentions]
    return events, mentions


def _fields(line: bytes, names: list[str]) -> dict[str, str]:
    text = line.decode("utf8")
    assert text.endswith("\n")
    return dict(zip(names, text[:-1].split("\t"), strict=True))


def test_columns() -> None:
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)
    assert list(gdelt.EVENT_COLUMNS) == EVENTS
    assert list(gdelt.MENTION_COLUMNS) == MENTIONS


def test_an_event() -> None:
    (event,), mentions = read(made.SHELLING)
    assert (event["SQLDATE"], event["MonthYear"], event["Year"]) == ("20180311", "201803", "2018")
    assert event["FractionDate"] == "2018.1945"
    assert (event["Actor1Code"], event["Actor1Name"]) == ("SYRMIL", "SYRIAN GOVERNMENT FORCES")
    assert (event["Actor2Code"], event["Actor2CountryCode"], event["Actor2Type1Code"]) == ("SYRCVL", "SYR", "CVL")
    assert (event["EventCode"], event["EventRootCode"], event["QuadClass"]) == ("194", "19", "4")
    assert (event["GoldsteinScale"], event["IsRootEvent"]) == ("-10.0", "1")
    assert (event["NumMentions"], event["NumSources"], event["NumArticles"]) == ("4", "3", "4")
    assert (event["ActionGeo_Type"], event["ActionGeo_FullName"]) == ("4", "Douma, Syria")
    assert event["ActionGeo_CountryCode"] == "SY"
    assert event["SOURCEURL"] == "https://example.org/1"
    assert {m["GLOBALEVENTID"] for m in mentions} == {event["GLOBALEVENTID"]}
    assert [m["Extras"].split(";")[0] for m in mentions] == ["status=asserted"] * 3 + ["status=denied"]
    assert mentions[2]["Extras"].endswith("claim=d3/0/c3;chain=d2/0")  # a copy of the second
    assert (mentions[0]["MentionType"], mentions[0]["SentenceID"], mentions[0]["MentionDocLen"]) == (
        "1", "1", str(len(made.TEXT)),
    )  # fmt: skip


def test_leading_zeros_stay() -> None:
    (event,), _ = read(made.TRUCE)
    assert (event["EventCode"], event["EventBaseCode"], event["EventRootCode"]) == ("0871", "087", "08")


def test_quad_classes_go_by_the_root_of_the_code() -> None:
    assert [gdelt.quad_class(c) for c in ("057", "0871", "112", "141", "154", "2041")] == [1, 2, 3, 3, 4, 4]


def test_gaza_and_the_west_bank_have_codes_of_their_own() -> None:
    (event,), _ = read(made.KILLING)
    assert event["ActionGeo_CountryCode"] == "GZ"
    ramallah = replace(made.GAZA, admin=("PS", "PS-RBH"))
    (event,), _ = read(replace(made.KILLING, places=(ramallah,)))
    assert event["ActionGeo_CountryCode"] == "WE"


def test_what_is_not_asserted_is_no_root_event_and_says_so() -> None:
    assert read(*made.DOUBTED) == ([], [])
    events, _ = read(*made.DOUBTED, request=made.request(unconfirmed=True))
    assert [e["IsRootEvent"] for e in events] == ["0"] * 4
    assert [e["SOURCEURL"].partition("#")[2] for e in events] == [
        f"hudna-status={i.status.value}" for i in made.DOUBTED
    ]


def test_nothing_in_a_value_breaks_a_line() -> None:
    (event,), (mention,) = read(made.HOSTILE)
    assert event["ActionGeo_FullName"] == '+Douma, "x" , Syria'
    assert mention["MentionSourceName"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("code", sorted({row.cameo for rows in table().types.values() for row in rows}))
def test_every_code_of_a_claim_has_a_scale(code: str) -> None:
    assert code in code_lists().cameo
    assert -10 <= gdelt.GOLDSTEIN[code] <= 10
