"""The engine as the terminal UI uses it: rules in force with this session's changes, and one report at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from gouji.document import Document
from gouji.engine import check
from gouji.errors import ConfigError, GoujiError
from gouji.finding import RIGHT, CellEvidence, Finding, Result
from gouji.in_force import InForce, Options, prepare
from gouji.report import Report
from gouji.rule import Rule
from gouji.ruleset import Ruleset
from gouji.run import Run, run
from gouji.run.inputs import Input, find
from gouji.run.judging import Checked, attempt
from gouji.tui import own_rules


class Session:
    """What was asked for on the command line, and the rules switched off or re-levelled since."""

    def __init__(self, paths: Iterable[str], options: Options | None = None, in_force: InForce | None = None) -> None:
        """Raises UsageError and ConfigError when a ruleset or plugin cannot be used."""
        self.paths = tuple(paths)
        self.options = options or Options(jobs=0)
        self.levels: dict[str, str | None] = {}
        self.fault = ""
        self._in_force = in_force

    @property
    def loaded(self) -> InForce:
        """Plugins, editions and rulesets as loaded, without the session's changes."""
        if self._in_force is None:
            self._in_force = prepare(self.options)
        return self._in_force

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule as loaded."""
        return self.loaded.ruleset.rules

    def rule(self, id: str) -> Rule | None:
        """The rule with this id as it is now in force, or as loaded when it is off."""
        found = self.as_loaded(id)
        return self._changed(found) if found else None

    def as_loaded(self, id: str) -> Rule | None:
        """The rule with this id without the session's changes."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def in_other_report(self, finding: Finding, report: Report) -> Finding:
        """A finding on this report as it is to be marked in another: at the cells of last year's that its formula names."""
        rule = self.rule(finding.rule)
        keys = rule.formula.last_years({cell.key for cell in finding.cells}, report.edition) if rule and rule.formula else []
        cells = tuple(CellEvidence(table, row, column, None, RIGHT) for table, row, column in keys)
        return replace(finding, cells=cells) if cells else finding

    def titles(self) -> dict[str, str]:
        """The titles of all rules by id."""
        return {rule.id: rule.title for rule in self.rules}

    @property
    def in_force(self) -> InForce:
        """What is in force with the session's changes."""
        if not self.levels:
            return self.loaded
        return self.loaded.only(tuple(self._changed(rule) for rule in self.rules if not self.is_off(rule.id)))

    def _changed(self, rule: Rule) -> Rule:
        level = self.levels.get(rule.id)
        return replace(rule, level=level, relevelled=True) if level else rule

    @property
    def ruleset(self) -> Ruleset:
        """The rules that judge now."""
        return self.in_force.ruleset

    def set_level(self, rule: str, level: str | None) -> None:
        """Gives a rule another level for this session; None switches it off."""
        self.levels[rule] = level
        if (own := self.as_loaded(rule)) and level == own.level:
            del self.levels[rule]

    def switch(self, rule: str) -> None:
        """Switches a rule off, or on again."""
        own = self.as_loaded(rule)
        self.set_level(rule, own.level if own and self.is_off(rule) else None)

    def is_off(self, rule: str) -> bool:
        """Whether this session has switched the rule off."""
        return self.levels.get(rule, "") is None

    def state(self, rule: Rule) -> str:
        """What this session has changed about a rule, in words; "" for nothing."""
        if rule.id not in self.levels:
            return ""
        return "本次已关闭" if self.is_off(rule.id) else "本次已改级别"

    def keep(self, rule: str) -> Path:
        """Writes a rule's present state into the user's own ruleset. Raises ConfigError."""
        found = self.rule(rule)
        level = self.levels.get(rule, found.level if found else None)
        named = tuple(Path(name).stem if name.endswith((".yaml", ".yml")) else name for name in self.options.rulesets)
        extends = tuple(id for id, _ in self.loaded.ruleset.sources) or named
        return own_rules.keep(rule, level, extends=tuple(id for id in extends if id != own_rules.ID))

    @property
    def families(self) -> dict[str, str]:
        """The rules on several reports by id, each with what it needs beside the report."""
        return {rule.id: rule.family for rule in self.rules if rule.family}

    def judge(self, several: bool) -> Callable[[Result], Result]:
        """What judges the report of a result by the rules in force now; what was found beside other reports stays.

        With `several` reports at hand, the rules on several wait until these are held against each other.
        """
        rules, families = self._alone(several).ruleset, self.families

        def judged(base: Result) -> Result:
            new = check(base.report, rules)
            return replace(new, findings=(*new.findings, *(finding for finding in base.findings if finding.rule in families)))

        return judged

    @property
    def beyond(self) -> frozenset[str]:
        """The rules on several reports that no edit of one of them is judged by."""
        return frozenset(id for id, family in self.families.items() if family != "previous")

    def check_edited(self, base: Result, edited: Report, previous: Report | None) -> Result:
        """Judges the edited report of a result beside last year's; what other reports say of it stays as it was found."""
        asked = {id for id, family in self.families.items() if family == "previous" and previous}
        stays = self.families.keys() - asked
        judging = self.in_force.only(tuple(rule for rule in self.ruleset.rules if rule.id not in stays)).ruleset
        told = {finding.fingerprint(base.report) for finding in base.findings}
        # What is told with another finding of the same fault is none of its own, before the edit or after.
        usual = (finding for finding in check(base.report, judging, previous=previous).findings if finding.rule in asked)
        silent = {finding.fingerprint(base.report) for finding in usual} - told
        new = check(edited, judging, previous=previous)
        found = (finding for finding in new.findings if finding.fingerprint(edited) not in silent)
        return replace(
            new,
            findings=(*found, *(finding for finding in base.findings if finding.rule in stays)),
            not_assessed=(*new.not_assessed, *(one for one in base.not_assessed if one.rule in stays)),
        )

    def run(self) -> Run:
        """A run over everything asked for."""
        return run(self.paths, self.options, in_force=self.in_force)

    def run_anew(self) -> Run:
        """The same by plugins and rulesets loaded again; `fault` says why where they cannot be used, and the former stay."""
        try:
            self._in_force = prepare(self.options)
        except GoujiError as error:
            problems = error.problems if isinstance(error, ConfigError) else ()
            more = f"（另有 {len(problems) - 1} 处）" if len(problems) > 1 else ""
            why = f"{problems[0]}{more}" if problems else str(error)
            self.fault = f"规则集有误，仍按原来的规则检查；改好再按一次重查：{why}"
        else:
            self.fault = ""
            # The session's changes stay, but to rules that have gone or are so by now.
            levels = {rule.id: rule.level for rule in self.rules}
            self.levels = {id: level for id, level in self.levels.items() if id in levels and level != levels[id]}
        return self.run()

    def run_again(self, paths: Iterable[str], several: bool) -> Run:
        """A run over these paths; with `several` reports at hand, the rules on several wait as in `judge`."""
        return run(paths, self.options, in_force=self._alone(several))

    def _alone(self, several: bool) -> InForce:
        return self.in_force.divided(several).alone

    def document(self, path: str) -> Document | str:
        """The document behind one path, read anew; a sentence that says why there is none."""
        try:
            found = _input(path)
            if found is None or found.source is None:
                return found.error if found else f"{path} 已不在原处，显示的是上次读到的内容"
            reading = attempt(found, self.in_force)
        except (GoujiError, OSError) as error:
            return str(error)
        if isinstance(reading, Checked):
            return reading.unread or reading.set_aside or "文件没有读出来"
        return reading.document or "这份数据不是文稿，没有原文可看"

    def summary(self) -> str:
        """How many rules there are, and from which rulesets where some were asked for."""
        named = {Path(name).stem for name in self.options.rulesets}
        titles = [pack.title for pack in self.loaded.ruleset.packs if pack.id in named or Path(pack.path).stem in named]
        changed = f"（本次改了 {len(self.levels)} 条）" if self.levels else ""
        return f"{'＋'.join(titles)} {len(self.rules)} 条规则{changed}".strip()


def _input(path: str) -> Input | None:
    """The input of this exact name: a file, or a member of an archive (archive.zip!/member)."""
    archive = path.partition("!/")[0]
    return next((found for found in find([archive]) if found.path == path), None)
