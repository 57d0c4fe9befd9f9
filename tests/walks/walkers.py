"""Someone who uses the app in a real browser: taps and words are counted on the way."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.words import visible_words

OWN_PASSPHRASE = "seven quiet herons wade past dusk"


@dataclass
class Effort:
    """Taps made and words shown since the count began."""

    taps: int = 0
    words: int = 0


@dataclass
class Walker:
    """A person at the screen. Every tap goes through `taps`, so that effort can be counted."""

    page: Page
    address: str
    has_scripting: bool = True
    effort: Effort = field(default_factory=Effort)

    def opens_the_app(self) -> None:
        self.page.goto(self.address)

    def begins_to_count(self) -> None:
        self.effort = Effort(0, self.words_here())

    def words_here(self) -> int:
        return len(visible_words(self.page.content()).split())

    def taps(self, label: str, *, exact: bool = True) -> None:
        self.effort.taps += 1
        self._tappable(label, exact=exact).click()
        self.settles()
        self.effort.words += self.words_here()

    def goes_back(self) -> None:
        """By the link over the heading, whatever the page it leads to is called."""
        self.effort.taps += 1
        self.page.locator("#main a.back").click()
        self.settles()
        self.effort.words += self.words_here()

    def _tappable(self, label: str, *, exact: bool) -> Locator:
        main = self.page.locator("#page")
        button = main.get_by_role("button", name=label, exact=exact)
        link = main.get_by_role("link", name=label, exact=exact)
        return button.or_(link).first

    def settles(self) -> None:
        self.page.wait_for_load_state("load")
        if self.has_scripting:
            self.page.wait_for_function(
                "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
            )

    def types(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def ticks(self, label: str) -> None:
        """A tick or a choice is drawn on its label, so the label is what one taps."""
        self.page.locator("#main label", has_text=re.compile(f"^\\s*{re.escape(label)}")).first.click()

    def answers(self, question: str, answer: str) -> None:
        """One answer to a question with a few. Field and label share the place one taps, so either may be hit."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check(force=True)

    def opens_more(self, label: str) -> None:
        self.page.locator("summary", has_text=label).first.click()

    def sees(self, words: str) -> None:
        expect(self.page.locator("#main")).to_contain_text(words)

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("#main")).not_to_contain_text(words)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    # --- longer stretches ---------------------------------------------------------------------------------

    def makes_a_notebook(self, passphrase: str = OWN_PASSPHRASE) -> None:
        """From the first page to an open notebook, with a passphrase of one's own."""
        self.opens_the_app()
        self.taps("Keep notes")
        self.taps("Go on")
        self.types("Type it once", passphrase)
        self.opens_more("I want my own passphrase")
        self.ticks("What I typed above is my own")
        self.taps("Lock my notes with it")
        self.sees("You are here.")

    def unlocks(self, passphrase: str = OWN_PASSPHRASE) -> None:
        self.opens_the_app()
        self.types("Passphrase", passphrase)
        self.taps("Open")

    def checks_in(self, state: str, presence: str | None = None) -> None:
        self.taps("Check in")
        self.taps(state)
        self.taps(presence or "Skip")

    def locks(self) -> None:
        self.taps("More")
        self.taps("Lock")
        self.page.get_by_label("Passphrase", exact=True).wait_for()

    def shows_what_was_written(self) -> None:
        self.taps("Today")
        self.taps("What I wrote")

    def unlocks_again(self) -> None:
        self.locks()
        self.types("Passphrase", OWN_PASSPHRASE)
        self.taps("Open")

    def does_not_see_anything_of_theirs(self) -> None:
        shown = self.page.locator("body").inner_text()
        for words in ("What I wrote", "Today", "It is kept", "You are here"):
            assert words not in shown
