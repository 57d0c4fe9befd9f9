"""The page to take along: its parts, and the sentences that are put together from what the notes show.

Those on the page itself are in the person's own voice. What is said to the person about a part is in ours.
"""

from datetime import date

import msgspec

from unhurried.content.schema import Words


class PartWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the page.

    offered: what stands beside its tick. think: what to think of before ticking it; empty where there is no more to think
    of than elsewhere. ticked: whether it is ticked beforehand. not_proof: what it does not prove, on the page itself.
    """

    id: str
    title: str
    offered: str
    not_proof: str
    reviewed: date
    checklist: int
    think: str = ""
    ticked: bool = False

    def __post_init__(self) -> None:
        if self.ticked and self.think:
            raise ValueError(f"{self.id}: what needs a second thought is not ticked beforehand")


class AlongWords(msgspec.Struct, frozen=True):
    """Every word of the page but the person's own."""

    parts: dict[str, PartWords]
    words: dict[str, Words]

    def say(self, words_id: str, **filled: object) -> str:
        """A sentence with its braces filled in. With a count of one, the sentence with `_one` behind its id if there is one."""
        one = self.words.get(f"{words_id}_one") if filled.get("count") == 1 else None
        return (one or self.words[words_id]).says.format(**filled)

    def listed(self, names: list[str], most: int | None = None) -> str:
        """Names in a row, as one says them. most: how many of them, where there is little room."""
        if most is not None and len(names) > most:
            return self.say("and_more", names=", ".join(names[:most]), count=len(names) - most)
        if len(names) < 2:  # noqa: PLR2004 - a pair is the first that needs a word between
            return "".join(names)
        return self.say("and", first=", ".join(names[:-1]), last=names[-1])

    def day(self, day: date) -> str:
        return self.say("day", day=day.day, month=self.say(f"month_{day.month}"), year=day.year)

    def month(self, day: date) -> str:
        return self.say("month_of", month=self.say(f"month_{day.month}"), year=day.year)
