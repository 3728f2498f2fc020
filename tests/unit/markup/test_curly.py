import msgspec
import pytest

from generator.base.model import Entry
from generator.base.text import plain
from generator.kinds.pitch import PitchFields, Slot
from generator.kinds.tip.schema import LibraryFields, Tip
from generator.markup.markdown import convert
from generator.markup.typography import curled, curled_entry, curly
from generator.site.settings import Author, Site


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Nothing here", "Nothing here"),
        ('"So what do you do?" isn\'t a question', "“So what do you do?” isn’t a question"),
        ("the '90s, 'quoted', the Bexleys' car", "the ’90s, ‘quoted’, the Bexleys’ car"),
        ("Wait ... -- then ask", "Wait … – then ask"),
        ("\"He said 'yes'\"", "“He said ‘yes’”"),
        ('("brackets")', "(“brackets”)"),
        ("“already” don’t", "“already” don’t"),
        ("a private \ue000 sign's own", "a private \ue000 sign's own"),
        ("", ""),
    ],
)
def test_words_are_shown_with_real_quotes(written: str, shown: str) -> None:
    assert curly(written) == shown
    assert curly(shown) == shown


@pytest.mark.parametrize("text", ['It\'s "fine", he said', "the '90s -- and so on...", "Don't \"you\" 'dare'"])
def test_a_title_looks_as_the_same_words_do_in_a_text(text: str) -> None:
    assert curly(text) == plain(convert(text).html)


def test_a_struct_is_mended_inside_and_names_and_ids_are_not() -> None:
    tip = Tip(id="don't", text="Don't wait", topic='"Now"', tags=("it's",))
    library = curled(LibraryFields(title="A deck", tips=(tip,)))
    assert library.tips[0] == Tip(id="don't", text="Don’t wait", topic="“Now”", tags=("it's",))
    author = Author(name="O'Brien", bio="It's me")
    site = curled(Site(title="Ann's", url="https://ann.example", authors={"o'b": author}))
    assert site.title == "Ann’s"
    assert site.authors == {"o'b": Author(name="O'Brien", bio="It’s me")}


def test_a_pitch_keeps_its_slots() -> None:
    slot = Slot(name="who", label="Who's it for", example="I'm new")
    pitch = curled(PitchFields(title="P", template='"{who}" isn\'t all', slots=(slot,)))
    assert pitch.template == "“{who}” isn’t all"
    assert pitch.slots == (Slot(name="who", label="Who’s it for", example="I’m new"),)


def test_what_needs_no_change_is_the_same_thing_and_what_others_wrote_stays() -> None:
    class Said(msgspec.Struct, frozen=True):
        text: str

    same = Entry("tip", "content/tips/a.yaml", "a", LibraryFields(title="A deck", tips=(Tip(id="t", text="Wait"),)))
    said = Entry("comment", "content/comments/a.yaml", "a", (Said("don't"),))
    assert curled_entry(same) is same
    assert curled_entry(said) is said
