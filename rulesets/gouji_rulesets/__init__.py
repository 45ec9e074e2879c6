"""The rulesets and editions that come with gouji, as YAML."""

EDITIONS = ("editions/gov-2019.yaml", "editions/gov-2021.yaml")
"""The official formats, oldest first."""

RULESETS = {
    "national-common": "national-common.yaml",
    "national-2019": "national-2019.yaml",
    "national-2021": "national-2021.yaml",
}
"""The rulesets by id. A province's ruleset is added here and stands in `provinces/`."""
