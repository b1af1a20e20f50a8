"""What changed between two texts."""

from __future__ import annotations

from app.plans.rules.wording import Turn, line_changes


def test_lines_that_stayed_are_left_out():
    assert line_changes("Hvil\nRing oss", "Hvil\nRing oss") == ()


def test_a_new_line_has_come_whole():
    (change,) = line_changes("Hvil", "Hvil\nRing oss samme dag")
    assert change.turn is Turn.COME
    assert [piece.text for piece in change.pieces] == ["Ring oss samme dag"]


def test_a_line_that_is_taken_away_is_gone_whole():
    (change,) = line_changes("Hvil\nRing oss", "Hvil")
    assert (change.turn, change.pieces[0].text) == (Turn.GONE, "Ring oss")


def test_a_reworded_line_tells_which_words():
    (change,) = line_changes("Ring oss samme dag før klokka 15", "Ring oss samme dag før klokka 14")
    assert change.turn is Turn.REWORDED
    assert [piece.text for piece in change.pieces if piece.turn is Turn.GONE] == ["15"]
    assert [piece.text for piece in change.pieces if piece.turn is Turn.COME] == ["14"]


def test_the_pieces_give_both_lines_whole():
    old, new = "Mål vekta hver morgen før frokost", "Mål vekta hver kveld etter middag og før frokost"
    (change,) = line_changes(old, new)
    assert "".join(piece.text for piece in change.pieces if piece.turn is not Turn.COME).strip() == old
    assert "".join(piece.text for piece in change.pieces if piece.turn is not Turn.GONE).strip() == new


def test_a_line_with_hardly_a_word_in_common_is_another_line():
    turns = [change.turn for change in line_changes("Hvil i dag", "Ring legevakt når du blir dårligere")]
    assert turns == [Turn.GONE, Turn.COME]


def test_a_word_that_turns_the_meaning_is_told():
    (change,) = line_changes("Ta medisinen når du er svimmel", "Ikke ta medisinen når du er svimmel")
    assert "Ikke" in next(piece.text for piece in change.pieces if piece.turn is Turn.COME)


def test_very_long_texts_are_told_line_by_line():
    old, new = "ord " * 2000, "andre " * 2000
    assert [change.turn for change in line_changes(old, new)] == [Turn.GONE, Turn.COME]
