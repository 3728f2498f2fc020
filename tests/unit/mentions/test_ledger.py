"""The ledger of what was told: it is read without being touched, and written anew when it has grown."""

from pathlib import Path

from generator.mentions.ledger import Known, Ledger


def test_a_long_ledger_is_written_anew_by_a_run_and_not_by_who_only_looks(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for number in range(1200):
        ledger.keep(Known(path="/a/", source="a.md", digest=str(number)))
    before = (tmp_path / "sent.jsonl").read_bytes()
    again = Ledger(tmp_path)
    assert (tmp_path / "sent.jsonl").read_bytes() == before
    again.ran(7)
    assert (tmp_path / "sent.jsonl").read_bytes().count(b"\n") == 2
    last = Ledger(tmp_path)
    assert (last.pages, last.last, last.is_new) == (ledger.pages, 7, False)
