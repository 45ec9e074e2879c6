"""Rulesets 规则集: YAML files of rules, read, checked, joined and made into rules in force."""
