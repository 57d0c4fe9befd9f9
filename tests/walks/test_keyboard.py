"""The whole way with the keyboard alone: nothing needs a pointer, focus is seen and never hidden."""

from playwright.sync_api import Page

from tests.walks.walkers import OWN_PASSPHRASE, Walker

MOST_TABS = 60


def tabs_to(page: Page, name: str) -> None:
    """Tab until the thing with this name has the focus, seeing the focus all the way."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const one = document.activeElement;
                const words = (one.getAttribute('aria-label') || one.labels?.[0]?.innerText || one.innerText || '').trim();
                const box = one.getBoundingClientRect();
                const top = document.querySelector('.top').getBoundingClientRect().bottom;
                const inStrip = one.closest('.top') !== null;
                const outline = getComputedStyle(one).outlineStyle;
                const label = one.labels?.[0] ? getComputedStyle(one.labels[0], '::before').outlineStyle : 'none';
                return {words, hidden: !inStrip && box.bottom <= top, seen: outline !== 'none' || label !== 'none' || one.type === 'radio' || one.type === 'checkbox'};
            }"""
        )
        assert not focus["hidden"], f"{focus['words']} lies under the strip"
        if focus["words"] == name:
            assert focus["seen"], f"{name} has focus and does not show it"
            return
    raise AssertionError(f"{name} is not reached by Tab")


def press(walker: Walker, name: str, key: str = "Enter") -> None:
    tabs_to(walker.page, name)
    walker.page.keyboard.press(key)
    walker.settles()


def test_the_exit_control_is_first(ana: Walker) -> None:
    ana.opens_the_app()
    ana.page.keyboard.press("Tab")

    assert "Leave this page" in ana.page.evaluate("() => document.activeElement.innerText")


def test_from_the_first_page_to_a_kept_practice(ana: Walker) -> None:
    ana.opens_the_app()
    press(ana, "Keep notes")
    press(ana, "Go on")
    tabs_to(ana.page, "Type it once")
    ana.page.keyboard.type(OWN_PASSPHRASE)
    press(ana, "I want my own passphrase")
    press(ana, "What I typed above is my own", "Space")
    ana.page.keyboard.press("Enter")
    ana.settles()
    ana.sees("You are here.")
    press(ana, "Check in")
    press(ana, "Keyed up")
    press(ana, "Partly")
    ana.sees("It is kept.")
    press(ana, "Practise")
    title = ana.page.locator(".practices .practice-title").first.inner_text()
    tabs_to_start_of(ana.page, title)
    ana.page.keyboard.press("Enter")
    ana.settles()
    press(ana, "Enough")
    press(ana, "Settled")

    ana.sees("Kept.")


def tabs_to_start_of(page: Page, words: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText || ''").strip().startswith(words):
            return
    raise AssertionError(f"{words} is not reached by Tab")
