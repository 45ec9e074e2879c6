"""The rulesets and editions that come with gouji, as YAML."""
