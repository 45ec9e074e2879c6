"""The kit for testing rules, loaders and readers of annual reports (extra `gouji[testing]`).

- `gouji.testing.strategies` — hypothesis strategies: valid reports, families of them, faulty ones
- `gouji.testing.like` — a report in one expression, as failing examples are printed
- `gouji.testing.prose` — many wordings of a report's prose, its figures equal to the cells
- `gouji.testing.layouts` — a report as bytes, in the ways in which reports reach us
- `gouji.testing.faults` — known wrongs to put into a right report
- `gouji.testing.contracts` — what holds for every rule, whatever it checks

Only `strategies` and `contracts` import hypothesis. Everything else works with a seed
(`gouji.testing.choice.seeded`).
"""
