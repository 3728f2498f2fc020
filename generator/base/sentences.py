"""Where a text's first sentence ends, in the languages that end sentences with a mark."""

from generator.base.patterns import lazily

#: A mark that ends a sentence, with what closes a quotation or a bracket, and the space after it. Marks of Chinese and
#: Japanese, of Hindi and of Armenian need no space or have it; a full stop among figures or letters ends nothing.
_END = lazily(r"[。！？｡][”’」』）]*|(?:[.!?؟।։]+|…)[\"'”’»“)\]]*(?=\s)")
#: Before a full stop these words are shorter than they are spoken, and the sentence goes on.
_ABBREVIATIONS = (
    "mr mrs ms dr st prof jr sr vs etc e.g i.e nr vol approx inc ltd dept "
    # German
    "bzw ca d.h evtl ggf inkl o.ä s.o s.u sog u.a usw vgl z.b z.t zzgl hr "
    # French, Spanish, Italian
    "m mme mlle mm cf p.ex c.-à-d sra srta uds p.ej núm sig dott ecc "
    # Dutch, Scandinavian, Polish
    "bijv enz o.a t.a.v dhr mevr bl.a f.eks osv t.ex np tzw"
)
_SHORT = frozenset(_ABBREVIATIONS.split())


def first_sentence(text: str) -> tuple[str, str]:
    """Return a text's first sentence and the rest; all of it and nothing where no other sentence follows."""
    text = " ".join(text.split())
    for end in _END.finditer(text):
        rest = text[end.end() :].lstrip()
        if rest and (end[0][0] not in ".…" or _ends(text[: end.start()], rest)):
            return text[: end.end()], rest
    return text, ""


def _ends(before: str, rest: str) -> bool:
    """Return whether a full stop between two texts ends a sentence."""
    word = before.rpartition(" ")[2].lstrip("(\"'“‘„«»").lower()
    # A single letter is an initial, a small number an ordinal in some languages, and a small letter goes on.
    initial, ordinal = len(word) == 1 and word.isalpha(), len(word) < 3 and word.isdecimal()
    return not (word in _SHORT or initial or ordinal or rest[0].islower())
