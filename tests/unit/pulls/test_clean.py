"""What somebody said elsewhere becomes Markdown without anybody's address."""

import pytest

from generator.pulls.base import Form, Heard
from generator.pulls.clean import body_of


@pytest.mark.parametrize(
    ("form", "body", "made"),
    [
        ("html", "<p>Thank <b>you</b>.</p><script>x()</script>", "Thank **you**."),
        ("html", "<p>Ask <a href='mailto:ann@x.example'>Ann</a></p>", "Ask Ann"),
        ("html", "Ask ann&#64;x.example", "Ask (e-mail address left out)"),
        (
            "text",
            "One\ntwo <b>\n\nThree https://x.example/a.",
            "One\\\ntwo \\<b\\>\n\nThree <https://x.example/a>.",
        ),
        ("text", "<mailto:ann@x.example>, ann@x.example", None),
        ("markdown", "Thank *you*, [Ann](mailto:ann@x.example)", "Thank *you*, Ann"),
        ("markdown", "Write to <ann@x.example> or ann\\_b@x.example", None),
        ("html", "<p>I read @ann@social.example too</p>", "I read @ann@social.example too"),
        ("markdown", "<b>I</b> <Script>x()</script> <!--", "<b>I</b> &lt;Script>x()&lt;/script> &lt;!--"),
        ("text", "", ""),
    ],
)
def test_bodies(form: Form, body: str, made: str | None) -> None:
    found = body_of(Heard(id="1", body=body, form=form))
    if made is None:
        assert "x.example" not in found
        assert "left out" in found
    else:
        assert found == made
