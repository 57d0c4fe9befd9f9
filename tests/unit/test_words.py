"""The measures themselves are measured: what counts as seen, as a sentence, as hard to read."""

import pytest

from tests.words import count_words, grade, sentences, template_words, visible_words

PAGE = """<!doctype html><html><head><title>Notes</title><style>p { color: red }</style></head><body>
<header><a href="/">Leave this page</a></header>
<main><h1>How is it now?</h1>
<p data-danger-line>If someone is hurting you, <a href="/x/">go here first</a>.</p>
<p>You can <a href="/y/">stop</a>, or <span class="unseen">really</span> go on.<br>Both are fine.</p>
<details><summary>More</summary><p>Folded <b>away</b>.</p></details>
<details open><summary>Open</summary><p>Unfolded.</p></details>
<div data-uncounted><p>Six made words</p></div><p hidden>Later</p><input name="a"><button>Done</button>
</main><script>let words = 1</script></body></html>"""


def test_what_a_page_shows_is_read_line_by_line() -> None:
    expected = [
        *("How is it now?", "You can stop, or go on.", "Both are fine.", "More", "Open", "Unfolded.", "Done"),
    ]
    assert expected == visible_words(PAGE).splitlines()


def test_a_piece_of_a_page_is_read_too() -> None:
    assert visible_words("<li>One<li>Two") == "One\nTwo"


def test_a_summary_inside_a_folded_part_stays_folded() -> None:
    inner = "<details><summary>A</summary><details><summary>B</summary>C</details></details>"
    assert visible_words(inner) == "A"


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("Don't go - it's 14:30, and well-lit.") == 6


def test_a_heading_does_not_run_into_the_next_sentence() -> None:
    body = "The kettle is on the stove. The cat is on the chair."
    assert grade(f"A very quiet evening here\n{body}") < grade(f"A very quiet evening here {body}")


def test_long_words_are_harder_than_short_ones() -> None:
    assert grade("The cat sat on the mat by the door.") < 2
    assert grade("Institutional considerations necessitate comprehensive organisational documentation.") > 12


def test_labels_alone_have_no_grade() -> None:
    assert grade("Enough\nUnfortunately worse") == 0


def test_sentences_end_at_their_marks_and_at_the_line() -> None:
    assert sentences("Is it? Yes.\nA heading\nAnd on.") == ["Is it?", "Yes.", "A heading", "And on."]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% include "_components/card.html" with title="A quiet title" %}', "A quiet title"),
        ('<button aria-label="Erase this">x</button>', "Erase this"),
        ('<p data-say-in="Breathe in">{{ name }}</p>', "Breathe in"),
        ('{{ count|pluralize:"time,times" }}', "time,times"),
    ],
)
def test_words_a_template_hands_on_are_found(source: str, said: str) -> None:
    assert said in template_words(source).splitlines()


def test_notes_to_those_who_write_templates_are_not_said() -> None:
    assert template_words("{% comment %}You must{% endcomment %}{# should #}").strip() == ""
