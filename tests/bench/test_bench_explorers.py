"""The benchmark of the explorers measures every one of them."""

from lstm_lab import explorers
from tests.bench import explorers as bench


def test_every_move_that_is_timed_draws_a_new_picture():
    explorer = explorers.rnn_step(predict=False)
    seen = []
    explorer.screen.observe(lambda change: seen.append(change["new"]), names="value")
    bench.move_often(explorer)
    assert len(seen) == bench.MOVES


def test_the_report_names_every_explorer_and_its_ratio(capsys, monkeypatch):
    monkeypatch.setattr(bench, "ROUNDS", 1)
    bench.main()
    lines = capsys.readouterr().out.splitlines()
    rows = [line.split()[0] for line in lines[1:-1]]
    assert rows == sorted(explorers.EXPLORERS)
    assert all("1 / " in line for line in lines[1:])
