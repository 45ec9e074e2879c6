"""What authors of rules work with: their packs tried, examined and attacked; new ones begun.

- `packs` — the ruleset an author means, and which rules are its own
- `lint` with `linear`, `agreement`, `repeats` — what is doubtful in rules that can be loaded
- `trial` — a formula tried on one report
- `audit` with `guards` — generated reports with known faults: which rule notices which
- `skeletons` — the folders of a new pack and a new plugin
"""
