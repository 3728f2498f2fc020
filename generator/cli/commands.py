"""The commands in the order of a person's day, each with the line that stands beside it.

To add one: a module of its name in this folder, with ``command``, and its line here. Nothing of it is imported before
it is called, not even for the help and for completion.
"""

from itertools import chain

#: The program's name, and the environment variable by which a shell asks it for completions.
NAME, VARIABLE = "goodword", "_GOODWORD_COMPLETE"

GROUPS: dict[str, dict[str, str]] = {
    "begin": {
        "init": "Make a new site.",
        "import": "Move in with a whole blog, or with its comments.",
    },
    "write": {
        "serve": "Show the site in your browser while you write.",
        "new": "Begin an article, a page, a tip library, anything.",
        "give": "Write down what you gave.",
        "person": "Keep who you helped, and what they agreed to.",
        "comments": "Bring comments home, and decide what is shown.",
    },
    "share": {
        "pitch": "Fill a pitch, and see how long it takes to say.",
        "tip": "Turn a tip into posts for social networks.",
        "share": "Turn an article, an episode or any page into posts.",
        "mention": "Tell whom you link to, and see who links here.",
    },
    "publish": {
        "check": "Find everything that is wrong.",
        "status": "Show what is out, what is to come, and what waits.",
        "build": "Build the site.",
        "due": "Say whether a build is due.",
    },
    "look after": {
        "upgrade": "Renew what hosts install and read.",
        "export": "Write everything for other programs, to leave with it.",
        "doctor": "Say whether all is well, for reports of faults.",
        "schema": "Print the JSON Schema of a content file.",
        "completion": "Let your shell complete commands and names.",
    },
}
COMMANDS: dict[str, str] = dict(chain.from_iterable(group.items() for group in GROUPS.values()))
