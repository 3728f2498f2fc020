"""`requirements.txt` of a site: what pip reads, and what is whose in it."""

from generator.scaffold.package import lock_text
from generator.scaffold.requirement import Committed, Indexed, Vendored
from generator.scaffold.requirements import FILE, files, is_first, locked, parted, requirements
from generator.scaffold.wheel import this_wheel

LOCK = """\
# a note
one==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via two
two==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
"""


def test_lock_is_read_as_pip_reads_it() -> None:
    assert locked(LOCK) == [
        ("one==1.0", ["--hash=sha256:aa", "--hash=sha256:bb"]),
        ("two==2.0 ; sys_platform == 'win32'", ["--hash=sha256:cc"]),
    ]
    assert locked(LOCK.replace("\n", "\r\n")) == locked(LOCK)


def test_wheel_and_index_come_with_the_hash_of_everything() -> None:
    wheel = this_wheel()
    for text, first in (
        (files(Vendored())[FILE].decode("ascii"), (f"./{wheel.path}", [f"--hash=sha256:{wheel.sha256}"])),
        (requirements(Indexed("0.1.0", ("sha256:ab",))), ("goodword==0.1.0", ["--hash=sha256:ab"])),
    ):
        own, *rest = locked(text)
        assert own == first
        assert rest == locked(lock_text())
        assert all(hashes for _, hashes in rest)


def test_commit_comes_with_the_lock_and_without_hashes() -> None:
    text = requirements(Committed("git+https://code.example/g@0123"))
    own, *rest = locked(text)
    assert own == ("goodword @ git+https://code.example/g@0123", [])
    assert rest == [(name, []) for name, _ in locked(lock_text())]


def test_what_stands_below_the_last_note_is_the_writers() -> None:
    text = files(Vendored())[FILE].decode()
    assert parted(text) == (text, "")
    assert parted(text + "mine==1\n") == (text, "mine==1\n")
    assert parted(text.replace("\n", "\r\n") + "mine==1\r\n") == (text, "mine==1\n")
    assert parted("mine==1\n") == ("mine==1\n", "")


def test_the_first_form_is_known() -> None:
    for text in (
        "# What the host installs to build the site.\ngoodword==0.1.0\n",
        "goodword",
        "goodword==0.1.0\n",
        "\r\n# x\r\ngoodword==0.1.0.dev1\r\n",
    ):
        assert is_first(text)
    for text in ("", "# goodword\n", "goodword==0.1.0\nmine==1\n", "goodword @ git+https://x.example/g\n", "goodwords"):
        assert not is_first(text)
