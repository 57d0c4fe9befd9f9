"""Sentences of danger and of despair bring their line, however they are put. Too often costs little, too seldom a lot.

None of these measures anything: they were written beside the words that are listened for.
"""

import pytest

from unhurried.content.search import index
from unhurried.content.search_words import Call

DANGER = """
he slapped me last night
my husband beats me
hes going to hurt me
my dad punched the wall next to my head
he smashed my phone
she threw a plate at me
he wont let me leave the house
locked in the bathroom
he is outside my door
i am hiding from him
my ex keeps turning up
he follows me home
he says he will take the kids
threatned to send my photos
he made me have sex
i said no and he did it anyway
raped
my boss touched me
im not safe
i dont feel safe at home
afraid of my husband
hes got a knife
he grabbed me by the throat
my uncle abuses me
he hurts the dog
worried he will hurt my baby
i need to get out of here tonight
how do i leave him
he found out where i live
he put a tracker on my car
he reads my location
he takes my pills away
they keep my passport
my carer hits me
the group leader threatens us
she strangeled me
"""

LIFE = """
i want to kill myself
i cant go on
i dont want to wake up
want it to end
everyone would be better off without me
thinking about killing myself
im going to end it tonight
i took too many pills
i want to disappear
life is not worth living
cut myself again
sucide
"""

NEITHER = """
my no was ignored
i feel guilty
how to say no
pushed to decide
scared of crowds
scared of trusting people
my friend hit a bad patch
i was hurt by a joke
running out of time
end of our friendship
let me think
he made me laugh
afraid of being alone
worried about work
hold my hand
my therapist touched on something hard
kick the habit
home alone
lost my keys
where are my tablets for the headache
the shop is safe for me
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("typed", lines(DANGER))
def test_danger_is_heard(typed: str) -> None:
    assert Call.DANGER in index().calls(typed)


@pytest.mark.parametrize("typed", lines(LIFE))
def test_despair_is_heard(typed: str) -> None:
    assert Call.LIFE in index().calls(typed)


@pytest.mark.parametrize("typed", lines(NEITHER))
def test_what_only_sounds_alike_is_let_be(typed: str) -> None:
    assert () == index().calls(typed)
