"""Every page, by the address it has with scripting off."""

from tests.walks.walkers import Walker
from unhurried.pages.addresses import (
    card_address,
    claim_address,
    region_address,
    shelf_address,
    side_address,
    topic_address,
)

COUNTRY = f"he/{region_address('GB')}/"

PAGES_BEFORE = (
    *("", "lo/", "cm/", "ca/", "ce/", "cs/", "cw/", "bn/", "np/", "he/", "do/", "co/", "zz/"),
    *(COUNTRY, "vb/", "vh/", "dq/", "dk/", "dl/", "sw/", "sm/", "ds/"),
)
"""Pages that need no notebook."""

PARTS = (
    *(f"pr/{shelf_address(part)}/" for part in ("keyed_up", "flashback", "own", "hidden")),
    *(f"wh/{side_address(side)}/" for side in ("keyed_up", "shut_down")),
    *(f"gb/{topic_address('patterns')}/", f"gc/{card_address('mind-goes-away')}/", f"gf/{claim_address('shame')}/"),
)
"""Parts of the shelf, of what helps and of things to know. The made-up year has times on both sides."""

PLAIN_OPEN = (
    "",
    "td/",
    "ck/",
    "pr/",
    "op/",
    "rg/",
    "wh/",
    "hs/",
    "pa/",
    "jx/",
    "jv/",
    "yq/",
    "oh/",
    "va/",
    "oc/",
    "kq/",
    "bi/",
    "ln/",
    "st/",
    "cp/",
    "er/",
    "he/",
    "do/",
    *("vb/", "dq/", "sy/", "sg/", "fl/", "fp/", "fw/", "uo/", "ud/", "uw/"),
    *("ta/", "tb/", "tc/", "tf/", "ti/"),
    *("pq/", "pn/", "mz/", "bx/", "nd/", "nw/", "ga/", "ge/", "gh/"),
    *("qa/", "qb/", "qc/", "qd/", "qe/", "qf/", "qg/", "qh/", "qi/", "qj/", "qk/"),
    *("ia/", "ic/", "id/", "ie/", "ig/", "ih/"),
    *("za/", "zb/"),
    *("yt/", "yu/", "yw/", "yx/", "yy/", "yz/", "ay/", "ax/", "az/"),
)


HELP = (("qb/", "qb/"), ("qc/", "qc/"))
"""A therapy, and a way in."""


def OPEN_PAGES(walker: Walker) -> list[str]:  # noqa: N802 - reads as the constant it nearly is
    """Pages of an open notebook, with one of each that carries an id."""
    return [*PLAIN_OPEN, *PARTS, *_with_ids(walker)]


def _with_ids(walker: Walker) -> list[str]:
    found: list[str] = []
    for listing, prefix in (("hs/", "ck/"), ("hs/", "ee/"), ("pr/", "pr/"), ("do/", "do/"), ("ic/", "ic/"), *HELP):
        walker.page.goto(walker.address + listing)
        links = walker.page.locator(f"#main a[href^='/{prefix}']")
        href = links.first.get_attribute("href")
        assert href is not None, f"{listing} leads to no {prefix}"
        found.append(href.lstrip("/"))
    checkin = found[0].removeprefix("ck/")
    return [*found, f"ci/{checkin}"]
