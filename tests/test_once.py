"""Kept answers belong to the very object that was asked about."""

from gouji.once import once


def test_asked_once_for_each_of_the_last_objects():
    asked = []

    @once(2)
    def length(thing):
        """Its length."""
        asked.append(thing)
        return len(thing)

    one, same, other = [1], [1], [1, 2]
    assert [length(one), length(one), length(same), length(same)] == [1] * 4
    assert len(asked) == 2 and length.__doc__ == "Its length."
    assert length(other) == 2 and length(one) == 1
    assert len(asked) == 4


def test_a_new_object_in_the_place_of_an_old_one_is_another():
    @once()
    def first(thing):
        return thing[0]

    assert [first([number]) for number in range(200)] == list(range(200))
