"""Whatever stands in the address, the page works, says what it did not understand, and runs nothing of it."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cockpit import Cockpit
from tests.browser.conftest import Conduct

SCRIPT = "%3Cscript%3Ewindow.hurt%3D1%3C%2Fscript%3E"
IMAGE = "%3Cimg%20src%3Dx%20onerror%3Dwindow.hurt%3D1%3E"

P = "country=ZAF&p1=Mine&g1.1="
PROGRAMME = "purchase~s:construction~ZA-MP~500~2026~2035~~40~~budget~Schools"
UNREAD, UNKNOWN = "A programme in the link could not be read", "names a sector, technology or region"
NO_CHOICE, NO_ASSUMPTION = "is no choice that a view has", "There is no assumption"

# The query, and a part of the sentence that must stand on the page ("" where there is nothing to say).
ADDRESSES: dict[str, list[tuple[str, str]]] = {
    "broken encodings": [
        ("country=%", "There is no country"),
        ("country=%E0%A4%A", "There is no country"),
        ("%%%=%%%&&&===", ""),
        ("p1=%FF%FE%FD", ""),
        ("year=%00", "is not a year"),
        ("lang=%C0%80", "is not available"),
        ("l1=%25%25%3A%25", "There is no lever"),
        ("?country=ZAF?year=2040", ""),
    ],
    "wrong types": [
        ("year=soon", "is not a year"),
        ("year=NaN", "is not a year"),
        ("year=-2035", "is outside the model"),
        ("year=1e9", "is outside the model"),
        ("year=2035.5", "is not a year"),
        ("year=20_35", "is not a year"),
        ("year[]=2035&country[]=ZAF", ""),
        ("active=99", "chooses a pathway that it does not have"),
        ("active=-1", "chooses a pathway that it does not have"),
        ("active=one", "chooses a pathway that it does not have"),
        ("view=secret", "There is no view"),
        ("v=999", "made by a newer version"),
        ("v=minus", ""),
    ],
    "levers that cannot be": [
        ("country=ZAF&l1=coal-exit-year:never", "is not a number for"),
        ("country=ZAF&l1=coal-exit-year:Infinity", "is not a number for"),
        ("country=ZAF&l1=coal-exit-year:-5", "was outside 2028 to 2060"),
        ("country=ZAF&l1=coal-exit-year:1e300", "was outside 2028 to 2060"),
        ("country=ZAF&l1=coal-exit-year:", "is not a number for"),
        ("country=ZAF&l1=:::,,,:", "There is no lever"),
        ("country=THA&l1=coal-exports-2050:10", "This country sells no coal abroad"),
        ("country=ZAF&l1=grants-share:90,loans-share:90", ""),
        ("country=ZAF&l1=" + ",".join(f"lever-{n}:1" for n in range(200)), "not understood either"),
    ],
    "unknown places": [
        ("country=ATLANTIS", "There is no country"),
        ("country=../../etc/passwd", "There is no country"),
        ("country=zaf%27%20OR%20%271%27=%271", "There is no country"),
        ("s=00000000-not-there", "This link is not known here"),
        ("s=../../../etc/passwd", "This link is not known here"),
        ("lang=tlh", "is not available"),
    ],
    "scripts and names of objects": [
        (f"p1={SCRIPT}&l1=coal-exit-year:2035", ""),
        (f"p1={IMAGE}&lang={SCRIPT}", "is not available"),
        (f"country={IMAGE}", "There is no country"),
        (f"l1={IMAGE}:1", "There is no lever"),
        ("__proto__=1&constructor=2&p1=__proto__", ""),
        ("l1=__proto__:1,constructor:1,toString:1", "There is no lever"),
        ("p1=constructor&p2=hasOwnProperty&p3=toString&p4=__proto__&active=4", ""),
        ("p1={{7*7}}${7*7}%23{7*7}", ""),
        ("p1=javascript:window.hurt=1", ""),
    ],
    "odd characters and sizes": [
        ("p1=%E2%80%AEdlrow%E2%80%AC%E2%80%8B%00%07", ""),
        ("p1=%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7%F0%9F%91%A6", ""),
        ("p1=" + "Z%CC%B8%CD%91%CD%AB" * 60, "was longer than"),
        ("p1=" + "A" * 7_000, "was longer than"),
        ("p1=x&junk=" + "A" * 20_000, "longer than this page reads"),
        ("&".join(f"p{n}=P{n}" for n in range(1, 60)), "Only 4 pathways fit"),
        ("&".join("p1=again" for _ in range(300)), ""),
        ("p1=&p2=%20%20&p3=%E2%80%8B", ""),
    ],
}  # fmt: skip


def changed(part: int, words: str) -> str:
    """Return a good programme with one of its parts made bad."""
    parts = PROGRAMME.split("~")
    parts[part] = words
    return P + quote_plus("~".join(parts))


TODAY: dict[str, list[tuple[str, str]]] = {
    "programmes": [
        *((P + quote_plus(words), UNREAD) for words in (
            "", "~", "~" * 10, "~" * 40, "purchase", PROGRAMME[:20], PROGRAMME.replace("~", "|"), "<script>window.hurt=1</script>",
        )),
        *((changed(0, words), UNREAD) for words in ("gift", "PURCHASE", "", "__proto__", "purchase ")),
        *((changed(1, words), UNREAD) for words in ("construction", "x:construction", "s:../../etc", "s:<b>", "t:" + "a" * 61)),
        *((changed(1, words), UNKNOWN) for words in ("s:witchcraft", "t:perpetual-motion", "s:Construction")),
        *((changed(2, words), UNKNOWN) for words in ("ZA-XX", "TH-10", "constructor")),
        *((changed(2, words), UNREAD) for words in ("<img src=x onerror=window.hurt=1>", "'; DROP TABLE x", "\u202eZA-MP")),
        *((changed(3, words), UNREAD) for words in ("0", "-5", "NaN", "Infinity", "1e300", "a lot", "", "1,250", "5_00", "0x10")),
        *((changed(4, words), UNREAD) for words in ("1999", "2035.5", "soon", "", "2051", "-1", "20_26")),
        *((changed(5, words), UNREAD) for words in ("2025", "2999", "never", "")),
        *((changed(place, words), UNREAD) for place in (6, 7, 8) for words in ("-1", "101", "half", "NaN", "1e9")),
        *((changed(9, words), UNREAD) for words in ("magic", "", "BUDGET", "budget ")),
        (changed(10, "<script>window.hurt=1</script>"), ""),
        (changed(10, "A" * 6_000), ""),
        (changed(10, "~~~~"), ""),
        (changed(1, "s:"), "is shown without"),
        ("country=ZAF&p1=Many&" + "&".join(f"g1.{n}={PROGRAMME}" for n in range(1, 31)), "12 programmes at most"),
        ("country=ZAF&g1.1=" + changed(3, "-1").partition("g1.1=")[2], UNREAD),
        ("country=ZAF&p1=Mine&g5.1=" + PROGRAMME, "Only 4 pathways fit"),
        ("country=ZAF&p1=Mine&g1.999999=" + PROGRAMME, ""),
        ("country=ZAF&p1=Mine&g1.=" + PROGRAMME + "&g.1=x&g1.-1=x&g1.1.1=x", ""),
        ("country=THA&p1=Mine&g1.1=" + PROGRAMME, UNKNOWN),
    ],
    "comparisons and pathways": [
        *((f"country=ZAF&p1=One&p2=Two&cmp={given}", "compares with a pathway that it does not have") for given in (
            "0", "3", "9", "-1", "1.5", "two", "", "NaN", "1e99", "%00", "__proto__", "p2",
        )),
        ("country=ZAF&p1=One&cmp=1", ""),
        ("country=ZAF&p1=One&p2=Two&active=2&cmp=2&cmp=1", ""),
        *((f"country=ZAF&p1=One&p2=Two&active={given}", "chooses a pathway that it does not have") for given in (
            "0", "3", "2.5", "1e9", "",
        )),
    ],
    "assumptions": [
        *((f"country=ZAF&w={given}", NO_ASSUMPTION) for given in (
            "magic:1", "crowding_out_share", ":", ":::", ",", "__proto__:1", "constructor:1,toString:2", SCRIPT + ":1",
            "CROWDING_OUT_SHARE:1", "%00:1", "../../etc/passwd:1", "a" * 5_000 + ":1",
        )),
        *((f"country=ZAF&w=crowding_out_share:{given}", "is not a number for") for given in (
            "", "much", "NaN", "Infinity", "1_0", "0x1", "1.2.3",
        )),
        *((f"country=ZAF&w=crowding_out_share:{given}", "is set to") for given in ("99", "-99", "1e300")),
        ("country=ZAF&w=" + ",".join(f"none_{n}:1" for n in range(200)), "not understood either"),
        ("country=ZAF&w=crowding_out_share:0.5,crowding_out_share:0.6", ""),
        *((f"country=ZAF&f={given}", "There is no set of job factors") for given in (
            "none", SCRIPT, "..%2F..", "%00", "__proto__", "JEDI%20", "a" * 3_000, "1", "jedi,jedi", "%F0%9F%92%A9",
        )),
    ],
    "choices and views": [
        *((f"country=ZAF&view=people&c={given}", NO_CHOICE) for given in (
            "rows", "rows:", "rows:colour", "rows:sex:age", "colour:rows", "by:magic", "whose:<b>", "whose:" + "a" * 90, "__proto__:1",
            "constructor:x", SCRIPT, "rows:SEX", "%00:%00", ":", "::::",
        )),
        ("country=ZAF&view=people&c=rows:sex,columns:sex", ""),
        ("country=ZAF&view=why&c=whose:nobody", ""),
        ("country=ZAF&view=people&c=" + ",".join(f"n{n}:x" for n in range(99)), "not understood either"),
        *((f"country=ZAF&view={given}", "There is no view") for given in (
            "", "Overview", "people%20", "people/../why", SCRIPT, "%00", "__proto__", "constructor", "a" * 2_000, "1",
        )),
    ],
    "notes": [
        *((f"country=ZAF&p1=One&note={given}", "") for given in (
            SCRIPT, IMAGE, "%E2%80%AEdesrever", "%00%07%1B[31m", "{{7*7}}", "javascript:window.hurt=1",
            "%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7", "%E2%81%A8%E2%81%A9%E2%81%A8", "%20%20",
        )),
        ("country=ZAF&p1=One&note=" + "A" * 281, "note was longer than 280"),
        ("country=ZAF&p1=One&note=" + "A" * 7_500, "note was longer than 280"),
        ("country=ZAF&p1=One&note=" + "Z%CC%B8" * 300, "note was longer than 280"),
    ],
    "versions and schemas": [
        ("v=1&country=ZAF&l1=energy-efficiency:never", "is not a number for"),
        ("v=1&country=ZAF&l1=energy-efficiency:900", "was outside"),
        ("v=2&country=ZAF&l1=energy-efficiency:20", "There is no lever"),
        ("v=0&country=ZAF&l1=energy-efficiency:20", "There is no lever"),
        *((f"v={given}&country=ZAF", "made by a newer version") for given in ("3", "12", "998")),
        *((f"v={given}&country=ZAF", "") for given in ("1.5", "-2", "", "2e0", "99999", "%00")),
        *((f"v=2&s={given}", "This link is not known here") for given in (
            "none", "%00", SCRIPT, "a" * 500, "..%2F..%2Fetc%2Fpasswd", "0' OR 1=1--", "__proto__", "%F0%9F%92%A9", "%20",
        )),
        *((f"country=ZAF&p1=One&model={model}&data={data}&net={net}", "") for model, data, net in (
            (SCRIPT, "1", "5"), ("1", SCRIPT, "5"), ("0.1", "1", "NaN"), ("0.1", "1", "1e300"), ("0.1", "1", ""), ("", "", "5"),
            ("9" * 99, "1", "5"),
        )),
        ("country=ZAF&p1=One&p2=Two&model=0.1&data=1&net=5&nets=1,2,3,4,5,6,7", "which gave"),
        ("country=ZAF&p1=One&p2=Two&model=0.1&data=1&net=5&nets=a,b", "which gave"),
    ],
}  # fmt: skip


def test_there_are_enough_of_them() -> None:
    assert sum(len(addresses) for addresses in (ADDRESSES | TODAY).values()) >= 200


@pytest.mark.parametrize("family", ADDRESSES | TODAY)
def test_the_page_works_and_says_what_it_did_not_understand(
    page: Page, conduct: Conduct, base_url: str, family: str
) -> None:
    cockpit = Cockpit(page, base_url)
    for address, sentence in (ADDRESSES | TODAY)[family]:
        refused = "grants-share:90" in address
        page.goto(f"{base_url}/?{address}", wait_until="commit")
        cockpit.ready()
        shown = address[:80]
        # A pathway that the model refuses is said; every other address shows a number.
        if not refused:
            expect(cockpit.net, shown).to_have_attribute("data-exact", re.compile(r"^-?\d+$"))
        notes = page.locator("#notes")
        if sentence:
            expect(notes, shown).to_contain_text(sentence)
        assert page.evaluate("() => window.hurt === undefined && ({}).hurt === undefined"), shown
        assert page.locator("#page script, #page img, #page iframe").count() == 0, shown
        assert cockpit.width_beyond() <= 0, shown
    # After the last of them the levers still answer.
    page.goto(f"{base_url}/?country=ZAF&year=2035&p1=Fine")
    cockpit.ready()
    cockpit.set("coal-exit-year", 2040)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2040})
    conduct.assert_clean()
