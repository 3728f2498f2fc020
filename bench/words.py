"""What the corpus is written with: words, and the patterns of sentences, headings and titles that they go into."""

import re
from random import Random

AUTHORS = ("Hanna Vrede", "Tomas Alder", "Ruth Okello", "Imre Castell", "Noor Bakshi")

TAGS = (
    *("Giving", "Introductions", "Referrals", "Thank-you notes", "First jobs", "Late careers", "Night shifts"),
    *("Moving towns", "Small firms", "Trades", "Care work", "Libraries", "Kitchens", "Warehouses", "Schools"),
    *("Public service", "Contract work", "Apprentices", "Interviews", "Phone calls", "Letters", "Portfolios"),
    *("Wages", "Notice", "Gaps", "Mentors", "Old colleagues", "Neighbours", "Alumni", "Meet-ups", "Listening"),
    *("Follow-up", "Silence", "Good news", "Bad weeks", "Habits", "Calendars", "Tools", "Languages", "Returning"),
)

WORDS = {
    "who": (
        "the woman at the counter",
        "a former colleague",
        "your neighbour's brother",
        "somebody from the choir",
        "the foreman",
        "an old teacher",
        "the person who left last year",
        "a driver on the early run",
        "the man who fixes the lifts",
        "a friend of a friend",
        "the bookkeeper",
        "whoever answers the phone",
        "a mother at the school gate",
        "the new apprentice",
        "the one who always stays late",
    ),
    "some": (
        "Most people",
        "Careful people",
        "Those who hire",
        "Good neighbours",
        "Small employers",
        "Busy readers",
        "People who were helped once",
        "The quiet ones",
        "Old friends",
        "Those who listen first",
        "Half of the room",
        "Nearly all of my readers",
    ),
    "do": (
        "pass on",
        "write down",
        "remember",
        "mention",
        "look up",
        "send along",
        "ask about",
        "put in order",
        "read twice",
        "bring up",
        "keep",
        "share",
        "notice",
        "copy out",
        "explain",
        "go back to",
    ),
    "thing": (
        "a lead that is no use to them",
        "the right telephone number",
        "an opening at the depot",
        "a plain description of the work",
        "one good question",
        "the name of the person to ask",
        "a form that nobody understands",
        "the date of the next fair",
        "a story with a number in it",
        "a lift on a wet morning",
        "the list of forty names",
        "a note of thanks",
        "the address of the workshop",
        "a page of honest figures",
        "two lines about somebody else",
        "an introduction that both sides wanted",
        "the offer that came too early",
    ),
    "how": (
        "without being asked",
        "before lunch",
        "in the same hour",
        "with no great fuss",
        "on a postcard",
        "twice a week",
        "in plain words",
        "by telephone",
        "over a thermos of tea",
        "on the way home",
        "while the kettle boils",
        "as if it were nothing",
        "with a date on it",
        "once the children are asleep",
    ),
    "is": (
        "small",
        "specific",
        "on time",
        "easy to answer",
        "honest",
        "hard to forget",
        "cheap to give",
        "kind",
        "worth an hour",
        "almost never done",
        "dull but useful",
        "short enough for a phone",
        "easily checked",
    ),
    "when": (
        "on Monday",
        "in the third week",
        "after a month of silence",
        "before the summer",
        "when the news is bad",
        "late in the year",
        "at the end of a long shift",
        "the day after an interview",
        "once the snow is gone",
        "in week nine",
        "when nobody is looking",
        "by the end of the quarter",
    ),
    "where": (
        "at the bakery",
        "in the ferry office",
        "on the night bus",
        "at the back of the hall",
        "in a town of nine streets",
        "at the union desk",
        "in the reading room",
        "behind the garage",
        "at the clinic",
        "in the canteen",
        "on the allotments",
        "at the print shop",
    ),
    "job": (
        "crane driver",
        "school cook",
        "ward clerk",
        "bus mechanic",
        "typesetter",
        "lab assistant",
        "payroll officer",
        "carpenter",
        "translator",
        "stock controller",
        "district nurse",
        "web developer",
        "surveyor",
        "night porter",
    ),
    "count": ("three", "four", "five", "six", "seven", "nine", "eleven", "a dozen", "twenty", "forty"),
    "time": (
        "ten minutes",
        "an evening",
        "two weeks",
        "half a morning",
        "one lunch break",
        "a season",
        "thirteen weeks",
    ),
    "idea": (
        "trust",
        "patience",
        "a good name",
        "habit",
        "attention",
        "luck",
        "practice",
        "memory",
        "courage",
        "generosity",
        "routine",
        "curiosity",
    ),
}

SENTENCES = (
    "{some} {do} {thing} {how}, and think no more of it.",
    "{some} would rather {do} {thing} than ask for {thing}.",
    "I met {who} {where}, {when}, and we talked for {time}.",
    "It {is_word} {is}, and that is why it works.",
    "If you can {do} {thing} {how}, do it {when}.",
    "Nobody needs {idea} more than a {job} who has to begin again {when}.",
    'As {who} said, "{do_first} {thing}, and don\'t wait for an answer."',
    "What counts is **{idea}**, not the number of letters you send.",
    "There were {count} of us {where}, and only one had thought to {do} {thing}.",
    "That isn't a trick. It's {idea}, and it takes {time}.",
    "Whoever learns to {do} {thing} {how} will be spoken of {where}.",
    "The work is *{is}*: you {do} {thing}, {when} or {when}, and you write it into the log.",
    "A {job} I know did this {when}; {count} weeks later {who} rang back.",
    "Think of {who} -- would they {do} {thing} for you, and would you know why?",
    "Ask what {who} needs, {do} {thing} {how}, and say who sent you.",
    "It took {count} tries, {time} each, until {who} agreed to {do} {thing}.",
    "{some} forget this {when}, because {idea} feels slow and asking feels quick.",
    "You don't have to be {is}; you only have to {do} {thing} more often than you ask.",
    "Between a {job} and a {job} there is mostly {idea}, and some luck {where}.",
    "Keep the message {is}, send it {when}, and leave {who} room to say no.",
    "{count_first} people read it {where}, and {who} was the one who answered.",
    "My rule for a {job} is the same as for anybody: {do} {thing}, then {do} {thing}.",
)

LINKED = (
    "I wrote about that in [{title}]({url}), and I still think so.",
    "More of it is in [{title}]({url}).",
    "If this is new to you, begin with [{title}]({url}) and come back {when}.",
)

AWAY = (
    "The [notes from the Tuesday table](https://groups.example/tuesday/{number}) say it better.",
    "There is a [list of fairs](https://fairs.example/{number}/) that {who} keeps up to date.",
    "See the [handbook, page {number}](https://handbook.example/?page={number}#top) for the exact words.",
)

HEADINGS = (
    "Why {idea} comes first",
    "What to {do} {when}",
    "The {job}'s question",
    "{count_first} things to {do}",
    "When {idea} isn't enough",
    "How {who} sees it",
    "A week {where}",
    "Not yet, and not like that",
    "Say it in {time}",
)

TITLES = (
    "What {who} taught me about {idea}",
    "{count_first} ways to {do} {thing}",
    "{idea_first} {where}",
    "How to {do} {thing} {how}",
    "A {job}, {time}, and {idea}",
    "Don't {do} {thing} {when}",
    "Why {idea} is {is}",
    "{idea_first} before {idea}: notes from a {job}",
)

ITEMS = (
    "{do_first} {thing}.",
    "{do_first} {thing} {how}, {when}.",
    "**{idea_first}**: be {is}.",
    "One line for {who}, {is} and signed.",
    "Nothing at all {when}; rest is part of it.",
)

_SLOT = re.compile(r"\{(\w+)\}")
_CAPITAL = "_first"


def fill(pattern: str, random: Random, **given: str) -> str:
    """Return a pattern with a word for each slot: a given one, else one of the list of that name."""

    def word(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in given:
            return given[name]
        if name == "is_word":
            return random.choice(("is", "was", "stays"))
        found = random.choice(WORDS[name.removesuffix(_CAPITAL)])
        return found[0].upper() + found[1:] if name.endswith(_CAPITAL) else found

    return _SLOT.sub(word, pattern)
