"""Passphrases and recovery codes: made, checked, read."""

from math import log2

import pytest

from unhurried.sealed import passphrase
from unhurried.sealed.left_out_words import LEFT_OUT
from unhurried.sealed.passphrase import (
    NotACode,
    PassphraseTooCommon,
    PassphraseTooLong,
    PassphraseTooShort,
    check_passphrase,
    make_code,
    make_passphrase,
    passphrase_bytes,
    read_code,
    show_code,
)


def test_a_made_passphrase_is_six_words_of_the_list():
    words = make_passphrase().split(" ")

    assert 6 == len(words)
    assert set(words) <= set(passphrase._words_to_choose_from())


def test_the_list_has_its_7776_words():
    assert 7776 == len(set(passphrase._eff_words()))


def test_at_least_six_thousand_words_stay_each_worth_12_5_bits():
    stay = len(set(passphrase._words_to_choose_from()))

    assert stay >= 6000
    assert 12.5 <= log2(stay) < 12.6


def test_every_word_that_is_left_out_is_one_of_the_list():
    assert set() == LEFT_OUT - set(passphrase._eff_words())


@pytest.mark.parametrize(
    "word", ["strangle", "casket", "handgun", "prison", "hunchback", "imbecile", "widow", "prowler"]
)
def test_a_word_that_could_hurt_is_never_chosen(word):
    assert word in passphrase._eff_words()
    assert word not in passphrase._words_to_choose_from()


def test_no_left_out_word_is_in_a_thousand_made_passphrases():
    made = {word for _ in range(1000) for word in make_passphrase().split(" ")}

    assert set() == made & LEFT_OUT


def test_a_thousand_made_passphrases_are_all_different_and_accepted():
    made = {make_passphrase() for _ in range(1000)}
    for one in made:
        check_passphrase(one)

    assert 1000 == len(made)


@pytest.mark.parametrize("text", ["", "fourteen chars", "ü" * 14])
def test_fewer_than_fifteen_characters_are_refused(text):
    with pytest.raises(PassphraseTooShort):
        check_passphrase(text)


def test_the_ends_of_the_range_are_accepted():
    check_passphrase("fifteen letters"[:15])
    check_passphrase((make_passphrase(30))[:128])
    with pytest.raises(PassphraseTooLong):
        check_passphrase((make_passphrase(30))[:129].ljust(129, "x"))


@pytest.mark.parametrize(
    "text",
    [
        "Мой кот спит на окне",
        "我的狗今天吃了三块很大的蛋糕喝了牛奶",
        "🌱🐈🌙🔑🚪🪟🧣🥐🍋🛶🪴🕯️📚🧦🥾",
        "my dog ate the 3rd cake",
        "häßlich wie die Nacht",
    ],
)
def test_any_characters_are_accepted(text):
    check_passphrase(text)


@pytest.mark.parametrize(
    "text",
    [
        "passwordpassword",
        "Password12345678",
        "P a s s w o r d 123456",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "qwertyuiopasdfghjkl",
        "QWERTZUIOPasdfghjkl",
        "0987654321 0987654321",
        "1234567890123456",
        "zyxwvutsrqponmlkji",
        "love love love love",
        "letmein letmein please",
        ".....,,,,,.....",
    ],
)
def test_what_everyone_tries_first_is_refused(text):
    with pytest.raises(PassphraseTooCommon):
        check_passphrase(text)


def test_the_same_letters_from_another_keyboard_are_the_same_passphrase():
    assert passphrase_bytes("caf\u00e9 am Fluss") == passphrase_bytes("cafe\u0301 am Fluss")


def test_nothing_else_about_a_passphrase_is_changed():
    assert b"  Two  Spaces and ONE case " == passphrase_bytes("  Two  Spaces and ONE case ")


def test_half_a_character_is_still_bytes():
    assert b"\xed\xa0\x80" == passphrase_bytes("\ud800")


def test_a_code_has_160_bits_in_eight_groups_of_four():
    code = make_code()

    assert 160 == len(code) * 8
    assert [4] * 8 == [len(group) for group in show_code(code).split("-")]
    assert code == read_code(show_code(code))


def test_a_shown_code_has_no_letters_that_are_easily_misread():
    shown = "".join(show_code(make_code()) for _ in range(200))

    assert not set("ILOU") & set(shown)
    assert set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == set(shown)


@pytest.mark.parametrize(
    "typed",
    [
        "0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz",
        "0123 4567 89AB CDEF GHJK MNPQ RSTV WXYZ",
        "  O123456789ABCDEFGHJKMNPQRSTVWXYZ\n",
        "oi23\u20134567\u201389AB\u2013CDEF\u2013GHJK\u2013MNPQ\u2013RSTV\u2013WXYZ",
        "0L23-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
        "\uff10123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
    ],
)
def test_a_code_is_read_as_people_type_it(typed):
    assert read_code("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ") == read_code(typed)


@pytest.mark.parametrize("typed", ["", "0123", "U" * 32, "0" * 31, "0" * 33, "0123_4567" + "0" * 24, "🌱" * 32])
def test_what_can_not_be_a_code_is_said_to_be_none(typed):
    with pytest.raises(NotACode):
        read_code(typed)
