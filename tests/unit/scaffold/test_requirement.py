"""`--requirement` is read by the rules of `packaging`, and takes three ways only."""

import pytest

from generator.scaffold.requirement import Committed, Indexed, RefusedError, read

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LONG = COMMIT + "0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("goodword", Indexed("0.1.0")),
        ("  GoodWord ", Indexed("0.1.0")),
        ("goodword==0.1.0", Indexed("0.1.0")),
        ("goodword == 0.1", Indexed("0.1.0")),
        ("goodword (==0.1.0)", Indexed("0.1.0")),
        ("goodword==0.1.0; python_version >= '3.11'", Indexed("0.1.0")),
        (f"git+https://code.example/ann/goodword.git@{COMMIT}", Committed(f"git+https://code.example/ann/goodword.git@{COMMIT}")),
        (f"goodword @ git+https://code.example/g@{LONG}", Committed(f"git+https://code.example/g@{LONG}")),
        (f"git+https://Code.Example:8443/g@{COMMIT.upper()}", Committed(f"git+https://code.example:8443/g@{COMMIT}")),
        (f"goodword@git+ssh://git@code.example/ann/g.git@{COMMIT}", Committed(f"git+ssh://git@code.example/ann/g.git@{COMMIT}")),
        (f"goodword @ git+https://code.example/g@{COMMIT} ; sys_platform == 'linux'", Committed(f"git+https://code.example/g@{COMMIT}")),
    ],
)  # fmt: skip
def test_taken(spec: str, expected: object) -> None:
    assert read(spec, "0.1.0") == expected


LINE, OPTION, NO, OTHER = "it must be one line", "options of pip", "is no requirement", "is another project"
NEVER, ONE, PLAIN, WHOLE = "is never true", "must install one version", "is no plain address", "a whole commit"


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("", LINE),
        ("   ", LINE),
        ("goodword\nevil", LINE),
        ("goodword==0.1.0\r", LINE),
        ("goodword\u2028evil", LINE),
        ("--index-url https://evil.example/simple goodword", OPTION),
        ("-e git+https://code.example/g", OPTION),
        ("-r other.txt", OPTION),
        ("goodword --index-url=https://evil.example/simple", OPTION),
        ("goodword==0.1.0 --hash=sha256:00", OPTION),
        ("goodword -i https://evil.example/simple", OPTION),
        ("./goodword.whl", NO),
        ("https://evil.example/simple", NO),
        ("/goodword", NO),
        ("goodword==", NO),
        ("goodword==0.1.0 # note", NO),
        ("goodword=0.1.0", NO),
        ("goodword evil", NO),
        ("goodword; nothing == '1'", NO),
        ("goodwords==0.1.0", OTHER),
        ("good-word", OTHER),
        ("pip", OTHER),
        ("evil @ git+https://code.example/g@" + COMMIT, OTHER),
        ("goodword[test]==0.1.0", "none of Goodword's extras"),
        ("goodword; python_version < '3'", NEVER),
        ("goodword; sys_platform == 'win32'", NEVER),
        ("goodword; extra == 'x'", NEVER),
        ("goodword>=0.1.0", ONE),
        ("goodword==0.1.*", ONE),
        ("goodword==0.1.0,!=0.2", ONE),
        ("goodword~=0.1.0", ONE),
        ("goodword===0.1.0", ONE),
        ("goodword==0.2.0", "this is Goodword 0.1.0"),
        ("goodword @ https://files.example/goodword-0.1.0-py3-none-any.whl", "no Git address by https or ssh"),
        ("goodword @ file:///srv/goodword", "no Git address by https or ssh"),
        (f"git+http://code.example/g@{COMMIT}", "no Git address by https or ssh"),
        (f"git+file:///srv/g@{COMMIT}", "no Git address by https or ssh"),
        (f"git+git://code.example/g@{COMMIT}", "no Git address by https or ssh"),
        ("git+https://code.example/g", WHOLE),
        ("git+https://code.example/g@main", WHOLE),
        ("git+https://code.example/g@v0.1.0", WHOLE),
        (f"git+https://code.example/g@{COMMIT[:39]}", WHOLE),
        (f"git+https://code.example/g@{COMMIT[:12]}", WHOLE),
        (f"git+https://code.example/@{COMMIT}", WHOLE),
        (f"git+https://ann:secret@code.example/g@{COMMIT}", "a name or password"),
        (f"git+https://token@code.example/g@{COMMIT}", "a name or password"),
        (f"git+https://code.example/g@{COMMIT}#egg=evil", "with ? or #"),
        (f"git+https://code.example/g@{COMMIT}#subdirectory=x", "with ? or #"),
        (f"git+https://code.example/g?x=1@{COMMIT}", "with ? or #"),
        (f"git+https://code.example/${{HOME}}@{COMMIT}", PLAIN),
        (f"git+https://code.example/$(id)@{COMMIT}", PLAIN),
        (f"git+https://cöde.example/g@{COMMIT}", PLAIN),
        (f"git+ssh://-oProxyCommand=x/g@{COMMIT}", PLAIN),
        (f"git+https:///g@{COMMIT}", PLAIN),
        (f"git+https://code.example:port/g@{COMMIT}", "is no address"),
        (f"git+https://[code/g@{COMMIT}", "is no"),
    ],
)  # fmt: skip
def test_refused_with_a_sentence(spec: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(spec, "0.1.0")
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
