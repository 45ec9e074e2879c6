"""What a ruleset accepts is added to its place in the edition, and nowhere else."""

import pytest

from gouji.data import editions
from gouji.ruleset.widening import Accepted, widened

EDITION = editions()["gov-2021"]


def accepting(edition):
    """Every wording accepted, by the part that it stands for."""
    found = {("section", section.id): section.accept for section in edition.sections}
    found |= {("topic", topic.id): topic.accept for section in edition.sections for topic in section.subtopics}
    for table in edition.tables:
        for block in table.blocks:
            found["caption", f"{table.id}/{block.id}"] = block.accept
            found |= {("row", f"{table.id}/{row.id}"): row.accept for row in block.rows}
            found |= {("column", f"{table.id}/{block.id}/{column.id}"): column.accept for column in block.columns}
            assert all(row.columns == block.columns for row in block.rows)
    return found


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("section", "s5"),
        ("topic", "oversight"),
        ("row", "t3/new"),
        ("column", "t3/main/person"),
        ("caption", "t2/a20_1"),
        ("row", "t4/review"),
    ],
)
def test_a_wording_is_added_where_it_belongs(kind, target):
    before = accepting(EDITION)
    wordings = ("甲", "乙")
    found = widened(editions(), [Accepted("gov-2021", kind, target, wordings), Accepted("gov-2021", kind, target, ("乙", "丙"))])
    assert accepting(found["gov-2021"]) == before | {(kind, target): (*before[kind, target], *wordings, "丙")}
    assert found["gov-2019"] is editions()["gov-2019"]
