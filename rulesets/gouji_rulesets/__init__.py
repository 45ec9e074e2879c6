"""The rulesets and editions that come with gouji, as YAML."""

EDITIONS = ("editions/gov-2019.yaml", "editions/gov-2021.yaml")
"""The official formats, oldest first."""

REGIONS = "regions.yaml"
"""Provinces and prefecture-level places, to see where a unit is."""

RULESETS = {
    "national-common": ("national-common.yaml", "国家统一格式：两版共有的规则"),
    "national-2019": ("national-2019.yaml", "国家统一格式（2019年试行）"),
    "national-2021": ("national-2021.yaml", "国家统一格式（2021年修订）"),
}
"""(file, title) of the rulesets by id. A province's ruleset is added here and stands in `provinces/`."""
