"""The pages of room people: what bad input gets, what is held, and what an erasing takes."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.people import Owner
from tests.words import count_words, grade, sentences, visible_words
from unhurried.domain.people import Easier, Hurt, Link, SharedHome, Someone, WeeksAfter
from unhurried.domain.safety import DangerSign, Flag, Lifting
from unhurried.journey.stamp import stamp
from unhurried.pages.urls import WITH_ID

LONG = "word " * 50_000
STRANGE = ["🌿 שלום مرحبا \u202e", "'; drop table item; --", "<script>alert(1)</script>", "{{ x }}{% y %}{name}"]
PEOPLE_PAGES = [
    "someone",
    "change_someone",
    "trust",
    "harmed_me",
    "ties",
    "untie",
    "easier_with",
    "change_easier",
    "hurts",
    "note_hurt_with",
    "hurt",
    "change_hurt",
    "erase_someone",
    "needs_met",
]


def notes_hurt(browser: Browser, whom: UUID | None, what: str = "told my sister", **more: object) -> UUID:
    entry_id, name = uuid4(), "note_hurt_with" if whom else "note_hurt"
    browser.sends(name, whom, id=entry_id, what=what, day="2026-03-01", **more)
    return entry_id


def flags(browser: Browser, whom: UUID) -> str:
    return browser.sends("harmed_me", whom, id=uuid4())


# --- the first page -----------------------------------------------------------------------------------------


def test_the_first_page_says_what_it_will_not_do_and_that_nobody_is_needed(browser: Browser) -> None:
    page = browser.page("people")

    assert "This will not plan steps with the person who hurt you. You can still use it for you." in page
    assert "A few people are enough here, and none is fine." in page
    assert "You do not owe trust to anyone." in page


def test_words_that_can_stand_for_someone_are_offered_until_they_are_taken(browser: Browser) -> None:
    offered = re.findall(r'name="offered" value="(\w+)"', browser.page("add_someone"))
    browser.sends("add_someone", id=uuid4(), offered=offered[0])
    again = re.findall(r'name="offered" value="(\w+)"', browser.page("add_someone"))

    assert [offered[0]] == [one.code_name for one in browser.kept(Someone)]
    assert 4 == len(again)
    assert offered[0] not in again


def every_page(browser: Browser) -> dict[str, str]:
    """Each page of the room, with a person who is held, one who is not, and one of everything written."""
    kay, heron = adds(browser, "K.", relation="former_partner", note="two streets away"), adds(browser, "Heron")
    browser.sends("ties", heron, id=uuid4(), home="yes")
    link = adds(browser, "Choir", group="yes")
    browser.sends("ties", heron, id=uuid4(), other=link)
    hurt, easier = notes_hurt(browser, heron, owned="partly", warned="no"), uuid4()
    browser.sends("hurt", hurt, id=uuid4(), since="worse")
    browser.sends("easier", id=easier, what="the bench", place="yes")
    pages = {name: browser.page(name) for name in ("people", "add_someone", "easier", "note_hurt", "today")}
    about = ("someone", "change_someone", "trust", "harmed_me", "ties", "easier_with", "hurts", "note_hurt_with")
    pages |= {name: browser.page(name, heron) for name in (*about, "erase_someone", "needs_met")}
    pages |= {name: browser.page(name, hurt) for name in ("hurt", "change_hurt")}
    pages |= {"change_easier": browser.page("change_easier", easier)}
    pages |= {"untie": browser.page("untie", browser.kept(Link)[0].id)}
    flags(browser, kay)
    return pages | {f"{name}, held": browser.page(name, kay) for name in ("someone", "harmed_me", "erase_someone")}


def test_every_page_is_read_at_grade_five_with_short_sentences(browser: Browser) -> None:
    shown = {name: visible_words(page) for name, page in every_page(browser).items()}

    assert {} == {name: grade(words) for name, words in shown.items() if grade(words) > 5}
    said = [one for words in shown.values() for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]


def test_no_page_shows_a_number_about_a_person(browser: Browser) -> None:
    """Days are the person's own; nothing about someone is counted or measured."""
    pages = every_page(browser)
    for name in ("people", "someone", "someone, held", "trust", "hurts"):
        said = re.sub(r"\d{1,2} \w+ \d{4}", "", visible_words(pages[name]))
        assert (name, re.findall(r"\d+", said)) == (name, [])


@pytest.mark.parametrize("name", ["people", "add_someone", "easier", "note_hurt", "needs", "own_need"])
def test_nothing_of_a_locked_notebook_is_shown(browser: Browser, name: str) -> None:
    browser.client.cookies.clear()
    answer = browser.get(name)

    assert (303, "/") == (answer.status_code, answer.headers["Location"])


def test_what_was_typed_while_it_locked_can_be_gone_on_with(browser: Browser, ana: Owner) -> None:
    kay = adds(browser, "K.")
    browser.client.cookies.clear()
    browser.sends("note_hurt_with", kay, id=uuid4(), what="told my sister", day="2026-03-01")
    assert [] == browser.kept(Hurt)
    browser.client.post(reverse("unlock"), {"passphrase": ana.passphrase})
    left = re.search(r'action="/ln/([0-9a-f-]{36})/"', browser.page("left_notes"))
    assert left is not None

    assert reverse("note_hurt_with", args=[kay]) == browser.sends("left_note", UUID(left[1]), what="go_on")
    assert "told my sister" in browser.page("note_hurt_with", kay)


def test_the_picture_of_who_is_around_needs_nobody_and_puts_nobody_closer(browser: Browser) -> None:
    assert "Nobody is needed here." in browser.page("people")
    browser.sends("easier", id=uuid4(), what="the bench", place="yes")
    kay = adds(browser, "Pebble")
    for name in ("L.", "M."):
        adds(browser, name)
    page = browser.page("people")
    places = re.findall(r'class="around-(?:someone|place)" c?x="([\d.]+)%" c?y="([\d.]+)%"', page)
    far = {round(((float(x) - 50) ** 2 + (float(y) - 50) ** 2) ** 0.5) for x, y in places}
    assert (4, {34}) == (len(places), far)
    flags(browser, kay)
    picture = browser.page("people").split("Around me, as a picture")[1]

    assert "Pebble" not in picture
    assert "the bench" in picture


def test_with_many_people_the_list_speaks_and_no_names_overlap(browser: Browser) -> None:
    for number in range(10):
        adds(browser, f"Number {number}")

    assert "There are more names here than fit into a picture." in browser.page("people")


# --- bad input ----------------------------------------------------------------------------------------------


def test_a_person_without_a_name_is_asked_for_one_and_the_rest_is_kept(browser: Browser) -> None:
    assert reverse("add_someone") == browser.sends("add_someone", id=uuid4(), note="met at the pool", called="  ")
    page = browser.page("add_someone")

    assert "Write a name, or take one of the words below." in page
    assert "met at the pool" in page
    assert [] == browser.kept(Someone)


@pytest.mark.parametrize("name", ["K.", " k. ", "K.\u00a0"])
def test_a_name_in_use_is_told_at_the_field_and_kept_there(browser: Browser, name: str) -> None:
    adds(browser, "K.")
    browser.sends("add_someone", id=uuid4(), called=name, note="another one")
    page = browser.page("add_someone")

    assert "already. Add something to tell them apart." in page
    assert "another one" in page
    assert 1 == len(browser.kept(Someone))


def test_a_name_that_is_too_long_and_a_note_of_a_quarter_megabyte_are_told_and_shown_again(browser: Browser) -> None:
    browser.sends("add_someone", id=uuid4(), called="n" * 61, note=LONG)
    page = browser.page("add_someone")

    assert "There are 2 things to fix" in page
    assert "A shorter name fits here, up to 60 letters." in page
    assert LONG.strip() in page


@pytest.mark.parametrize("words", STRANGE)
def test_any_words_are_kept_as_they_are_and_shown_as_words(browser: Browser, words: str) -> None:
    kay = adds(browser, words, note=words)
    hurt = notes_hurt(browser, kay, words)
    linked = adds(browser, "L.")
    browser.sends("ties", linked, id=uuid4(), other=kay)
    flags(browser, kay)

    for page in (browser.page("people"), browser.page("someone", linked), browser.page("hurt", hurt)):
        assert "<script>alert" not in page
    assert [words] == [one.what for one in browser.kept(Hurt)]
    assert words in {one.code_name for one in browser.kept(Someone)}


def test_a_form_sent_twice_does_it_once(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "L.")
    same = uuid4()
    for _ in range(2):
        browser.sends("add_someone", id=kay, called="K.")
        browser.sends("note_hurt_with", kay, id=same, what="late", day="2026-03-01")
        browser.sends("ties", kay, id=same, other=ell)
        browser.sends("ties", kay, id=same, home="yes")
        browser.sends("harmed_me", kay, id=uuid4())

    counts = [len(browser.kept(kind)) for kind in (Someone, Hurt, Link, SharedHome, Flag)]
    assert [2, 1, 1, 1, 1] == counts
    assert reverse("someone", args=[kay]) == browser.sends("add_someone", id=kay, called="K.")
    assert "already" not in browser.page("add_someone")


@pytest.mark.parametrize("day", ["2999-01-01", "0001-01-01", "1900-01-01", "never", "", "31.3.2026"])
def test_a_day_that_cannot_be_is_told_at_the_field_and_the_words_are_kept(browser: Browser, day: str) -> None:
    browser.sends("note_hurt", id=uuid4(), what="what she said", day=day)
    page = browser.page("note_hurt")

    assert "There is one thing to fix" in page
    assert "what she said" in page
    assert [] == browser.kept(Hurt)


@pytest.mark.parametrize("name", ["note_hurt", "easier"])
def test_nothing_written_is_told_kindly(browser: Browser, name: str) -> None:
    browser.sends(name, id=uuid4(), what="   ", day="2026-03-01")

    assert "A few words are enough here." in browser.page(name)


@pytest.mark.parametrize("name", [name for name in WITH_ID if name in {*PEOPLE_PAGES, "put_away"}])
@pytest.mark.parametrize(
    "fields", [{}, {"id": "?", "revision": "x", "what": "\0", "near": "?", "seen": "", "day": "?"}]
)
def test_a_form_about_someone_takes_nonsense_and_stays_whole(
    browser: Browser, name: str, fields: dict[str, object]
) -> None:
    kay = adds(browser, "K.")
    answer = browser.client.post(reverse(name, args=[kay]), fields)

    assert answer.status_code in (204, 303, 404, 405) or name in {"someone", "hurts"}
    assert ["K."] == [one.code_name for one in browser.kept(Someone)]
    assert [] == browser.kept(Flag)


@pytest.mark.parametrize("name", PEOPLE_PAGES)
def test_another_persons_id_and_one_of_nobody_get_the_same_page(browser: Browser, cleo: Owner, name: str) -> None:
    theirs = uuid4()
    when = stamp(theirs, datetime(2026, 3, 1, tzinfo=UTC), 0)
    cleo.notebook.write(add=[Someone(**when, code_name="a name of Cleo's")])
    answers = [browser.get(name, one) for one in (theirs, uuid4())]
    shown = [re.sub(r"[0-9a-f-]{36}|data-token=\"[^\"]*\"", "", one.content.decode()) for one in answers]

    assert [404, 404] == [one.status_code for one in answers]
    assert shown[0] == shown[1]
    assert "Cleo" not in shown[0]


def test_somebody_of_cleos_cannot_be_linked_to(browser: Browser, cleo: Owner) -> None:
    theirs, kay = uuid4(), adds(browser, "K.")
    cleo.notebook.write(add=[Someone(**stamp(theirs, datetime(2026, 3, 1, tzinfo=UTC), 0), code_name="theirs")])

    assert browser.client.post(reverse("ties", args=[kay]), {"id": uuid4(), "other": theirs}).status_code == 404
    assert [] == browser.kept(Link)


# --- two tabs -----------------------------------------------------------------------------------------------


def test_a_name_changed_in_two_tabs_shows_both(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.sends("change_someone", kay, revision=1, called="Pebble", note="from the first tab")
    browser.sends("change_someone", kay, revision=1, called="Otter", note="from the second tab")
    page = browser.page("change_someone", kay)

    assert "This was changed in another window in between." in page
    assert "What is kept now" in page
    assert {"Pebble", "Otter"} <= set(re.findall(r"Pebble|Otter", page))
    assert "from the first tab" in page
    assert "from the second tab" in page
    browser.sends("change_someone", kay, revision=browser.revision(kay), called="Otter")
    assert ["Otter"] == [one.code_name for one in browser.kept(Someone)]


def test_trust_changed_in_two_tabs_shows_both(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.sends("trust", kay, revision=1, time="a_lot")
    browser.sends("trust", kay, revision=1, time="none")
    page = browser.page("trust", kay)

    assert "What is kept now" in page
    assert "Time: a lot" in page
    assert re.search(r'name="time" value="none" checked', page)


def test_a_hurt_changed_in_two_tabs_shows_both(browser: Browser) -> None:
    hurt = notes_hurt(browser, adds(browser, "K."))
    for what in ("words of the first", "words of the second"):
        browser.sends("change_hurt", hurt, revision=1, what=what, day="2026-03-01")
    page = browser.page("change_hurt", hurt)

    assert "words of the first" in page
    assert "words of the second" in page


def test_an_easier_moment_changed_in_two_tabs_shows_both(browser: Browser) -> None:
    easier = uuid4()
    browser.sends("easier", id=easier, what="the bench", place="yes")
    for what in ("words of the first", "words of the second"):
        browser.sends("change_easier", easier, revision=1, what=what, place="yes")
    page = browser.page("change_easier", easier)

    assert "words of the first" in page
    assert "words of the second" in page


def test_someone_renamed_while_a_hurt_is_being_written_keeps_it(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.page("note_hurt_with", kay)
    browser.sends("change_someone", kay, revision=1, called="Pebble")
    hurt = notes_hurt(browser, kay)

    assert "Pebble" in browser.page("hurt", hurt)
    assert "told my sister" in browser.page("hurts", kay)


def test_a_flag_raised_in_another_tab_is_seen_before_anything_is_erased(browser: Browser) -> None:
    kay = adds(browser, "K.")
    seen = re.search(r'name="seen" value="([^"]+)"', browser.page("erase_someone", kay))
    assert seen is not None
    flags(browser, kay)
    browser.sends("erase_someone", kay, seen=seen[1])
    page = browser.page("erase_someone", kay)

    assert ["K."] == [one.code_name for one in browser.kept(Someone)]
    assert "Nothing is erased yet. Please look once more." in page
    assert "Put away may be better" in page
    assert "1 flag" in page


def test_a_flag_from_a_page_about_someone_erased_since_finds_nobody(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.page("harmed_me", kay)
    erases(browser, kay)

    assert browser.client.post(reverse("harmed_me", args=[kay]), {"id": uuid4()}).status_code == 404
    assert [] == browser.kept(Flag)


def test_an_easier_moment_typed_while_a_flag_was_raised_is_kept_and_not_listed(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.page("easier_with", kay)
    flags(browser, kay)

    assert reverse("someone", args=[kay]) == browser.sends("easier_with", kay, id=uuid4(), what="a walk by the sea")
    assert ["a walk by the sea"] == [one.what for one in browser.kept(Easier)]
    assert "a walk by the sea" not in browser.page("easier")


def test_someone_flagged_in_between_is_no_longer_offered_and_the_words_stay(browser: Browser) -> None:
    kay = adds(browser, "K.")
    flags(browser, kay)
    adds(browser, "L.")
    browser.sends("easier", id=uuid4(), what="a walk by the sea", someone=kay)
    page = browser.page("easier")

    assert "Choose one of these." in page
    assert "a walk by the sea" in page
    assert [] == browser.kept(Easier)


# --- what is held -------------------------------------------------------------------------------------------


def test_harmed_me_says_what_it_holds_before_it_is_kept(browser: Browser) -> None:
    kay = uuid4()
    assert reverse("harmed_me", args=[kay]) == browser.sends("add_someone", id=kay, called="K.", harmed="yes")
    page = browser.page("harmed_me", kay)
    assert [] == browser.kept(Flag)
    assert "We plan no steps with them, and none with anyone linked to them." in page
    assert "What you said stays written" in page
    flags(browser, kay)

    assert [(DangerSign.HARMED_ME, kay)] == [(one.sign, one.whom) for one in browser.kept(Flag)]
    page = browser.page("someone", kay)
    assert "You said that they harmed you." in page
    assert "This is not about your past, and writing it down was not wrong." in page
    assert reverse("help") in page
    assert reverse("flags") in page
    assert reverse("danger_questions", args=[kay]) in page


def test_someone_linked_to_a_flag_is_told_in_words_with_the_name(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "L.")
    browser.sends("ties", ell, id=uuid4(), other=kay)
    flags(browser, kay)

    assert "There is a flag on K., and these two belong together." in browser.page("someone", ell)


def test_nothing_kind_is_listed_about_someone_flagged(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.sends("trust", kay, revision=1, time="a_lot")
    browser.sends("easier_with", kay, id=uuid4(), what="a walk by the sea")
    assert "Time: a lot" in browser.page("someone", kay)
    flags(browser, kay)
    page = browser.page("someone", kay)

    assert "Time: a lot" not in page
    assert reverse("easier_with", args=[kay]) not in page
    assert reverse("needs_met", args=[kay]) not in page
    assert "a walk by the sea" not in browser.page("easier")
    assert "Moments with someone who has a flag are not listed here." in browser.page("easier")
    assert "a walk by the sea" in browser.page("past")
    assert browser.get("easier_with", kay).status_code == 303
    assert "Someone can be good with time and not with secrets." not in browser.page("trust", kay)
    assert browser.get("needs_met", kay).status_code == 404


def test_with_nothing_held_the_page_says_that_this_says_nothing(browser: Browser) -> None:
    kay = adds(browser, "K.")
    assert "Some questions about danger come before a first step with someone." in browser.page("someone", kay)
    answers = {sign.value: "no" for sign in DangerSign}
    browser.sends("danger_questions", kay, id=uuid4(), **answers)
    page = browser.page("someone", kay)

    assert "Nothing is held here right now. That does not say that all is well with them." in page


def test_a_dangerous_hurt_leads_to_the_questions_and_the_tick_is_not_kept(browser: Browser) -> None:
    kay, hurt = adds(browser, "K."), uuid4()
    fields = {"id": hurt, "what": "blocked the door", "day": "2026-03-01", "danger": "yes"}

    assert reverse("danger_questions", args=[kay]) == browser.sends("note_hurt_with", kay, **fields)
    assert ["blocked the door"] == [one.what for one in browser.kept(Hurt)]
    assert [] == browser.kept(Flag)
    assert reverse("danger_now") == browser.sends("note_hurt", **{**fields, "id": uuid4()})


def test_weeks_that_got_worse_lead_to_people(browser: Browser) -> None:
    hurt = notes_hurt(browser, adds(browser, "K."))
    browser.sends("hurt", hurt, id=uuid4(), note="shouts more")
    assert "There is one thing to fix" in browser.page("hurt", hurt)
    browser.sends("hurt", hurt, id=uuid4(), since="worse", note="shouts more")

    assert "You do not have to sort that out alone." in browser.page("hurt", hurt)
    assert ["shouts more"] == [one.note for one in browser.kept(WeeksAfter)]


def test_nothing_asks_for_the_weeks_after(browser: Browser) -> None:
    before = browser.page("today")
    notes_hurt(browser, adds(browser, "K."))

    without = re.compile(r'(value|data-token)="[^"]{32,}"')
    assert without.sub("", before) == without.sub("", browser.page("today"))


# --- links --------------------------------------------------------------------------------------------------


def test_taking_back_a_link_says_the_same_words_whatever_the_answer_was(browser: Browser) -> None:
    kay = adds(browser, "K.")
    for name in ("L.", "M."):
        browser.sends("ties", kay, id=uuid4(), other=adds(browser, name))
    said = []
    for link, near in zip(browser.kept(Link), ("nobody", "someone_asks"), strict=True):
        browser.sends("untie", link.id, id=uuid4(), near=near)
        said += re.findall(r'notice-ok" role="status">.*?<span>(.*?)</span></p>', browser.page("ties", kay), re.DOTALL)[
            :1
        ]

    assert ["Your answer is kept. If anything changes by it, it changes on the next day."] * 2 == said
    assert 2 == len(browser.kept(Lifting))
    assert 1 == browser.page("ties", kay).count("Taken back. It holds until")


def test_whoever_is_linked_already_is_not_offered_again_until_it_is_taken_back(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "L.")
    browser.sends("ties", kay, id=uuid4(), other=ell)
    assert f'name="other" value="{ell}"' not in browser.page("ties", kay)
    browser.sends("untie", browser.kept(Link)[0].id, id=uuid4(), near="nobody")

    assert f'name="other" value="{ell}"' in browser.page("ties", kay)


# --- putting away and erasing -------------------------------------------------------------------------------


def erases(browser: Browser, whom: UUID) -> None:
    seen = re.search(r'name="seen" value="([^"]+)"', browser.page("erase_someone", whom))
    assert seen is not None
    assert reverse("people") == browser.sends("erase_someone", whom, seen=seen[1])


def test_someone_put_away_is_in_no_list_and_in_no_choice(browser: Browser) -> None:
    kay, ell = adds(browser, "Pebble"), adds(browser, "L.")
    browser.sends("put_away", kay, away="yes")
    listed = browser.page("people").split("Put away by you")[0]

    assert "Pebble" not in listed
    assert "Pebble" not in browser.page("ties", ell)
    assert "Pebble" not in browser.page("easier")
    browser.sends("put_away", kay, away="no")
    assert "Pebble" in browser.page("ties", ell)


def test_erasing_says_what_goes_by_kind_and_names_nobody_else(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "Walnut")
    browser.sends("ties", kay, id=uuid4(), other=ell)
    hurt = notes_hurt(browser, kay)
    browser.sends("hurt", hurt, id=uuid4(), since="no_change")
    page = browser.page("erase_someone", kay)

    for line in ("1 note on what hurt", "1 look at the weeks after", "1 link to others"):
        assert line in page
    assert "Walnut" not in page
    assert "told my sister" not in page
    assert "Put away may be better" not in page


def test_for_someone_flagged_putting_away_comes_first_with_its_reason(browser: Browser) -> None:
    kay = adds(browser, "K.")
    flags(browser, kay)
    page = browser.page("erase_someone", kay)

    assert page.index("A threat with its date") < page.index("What would go") < page.index("Erase it all")


def test_after_an_erasing_nothing_mentions_them_and_others_stay_held(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "L.")
    browser.sends("ties", kay, id=uuid4(), other=ell)
    browser.sends("easier_with", kay, id=uuid4(), what="a walk")
    notes_hurt(browser, kay)
    flags(browser, kay)
    erases(browser, kay)

    assert ["L."] == [one.code_name for one in browser.kept(Someone)]
    assert [] == [*browser.kept(Hurt), *browser.kept(Easier), *browser.kept(Link)]
    assert [(DangerSign.LINK_ERASED, ell)] == [(one.sign, one.whom) for one in browser.kept(Flag)]
    assert "We will not plan steps here" in browser.page("someone", ell)
    assert browser.get("someone", kay).status_code == 404


def test_erasing_someone_twice_does_it_once(browser: Browser) -> None:
    kay = adds(browser, "K.")
    erases(browser, kay)

    assert reverse("people") == browser.sends("erase_someone", kay, seen="Someone:1")


# --- what I wrote -------------------------------------------------------------------------------------------


def test_what_was_written_can_be_seen_and_erased_one_by_one_and_flags_cannot(browser: Browser) -> None:
    kay = adds(browser, "K.")
    hurt = notes_hurt(browser, kay)
    browser.sends("hurt", hurt, id=uuid4(), since="no_change", note="the same again")
    browser.sends("easier", id=uuid4(), what="the bench", place="yes")
    flags(browser, kay)
    page = browser.page("past")
    for words in (
        "Something that hurt",
        "told my sister",
        "The weeks after: Nothing changed",
        "A place that was easier",
    ):
        assert words in page
    flag = browser.kept(Flag)[0]
    assert browser.get("erase_entry", flag.id).status_code == 404
    browser.sends("erase_entry", flag.id)
    assert [flag] == browser.kept(Flag)
    assert "the weeks after goes with it" in browser.page("erase_entry", hurt)
    browser.sends("erase_entry", hurt)

    assert [] == [*browser.kept(Hurt), *browser.kept(WeeksAfter)]


def test_a_hurt_of_an_earlier_day_stands_on_that_day(browser: Browser) -> None:
    day = (datetime.now(UTC) - timedelta(days=400)).date()
    browser.sends("note_hurt", id=uuid4(), what="long ago", day=day)

    assert [day] == [one.local.date() for one in browser.kept(Hurt)]


def test_today_says_that_danger_comes_first_while_a_flag_for_now_stands(browser: Browser) -> None:
    assert "Danger comes first" not in browser.page("today")
    browser.writes(Flag, sign=DangerSign.CONTROL)

    page = browser.page("today")
    assert "Danger comes first" in page
    assert f'href="{reverse("flags")}"' in page
