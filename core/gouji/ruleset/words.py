"""Word lists: what a ruleset's `words:` adds to the lists of the wording rules."""

from __future__ import annotations

WORDS = "words"
"""Where the words stand among the tables a rule is given: list → word → what is said of it."""

PHRASES, MISSPELT, ALLOWED, DELICATE, UNITS = "固定词", "错别字", "放过", "敏感词", "单位名"

LISTS = {
    PHRASES: "写法固定的词组，漏字、叠词时报出（W02）；词之间可用空格分开",
    MISSPELT: "错误的写法和正确的写法，写“错: 对”（W01）",
    ALLOWED: "文字规则一律放过的词，如含生僻字、旧体字的人名地名",
    DELICATE: "不当表述，可写“词: 建议改成什么”（W15）",
    UNITS: "其他单位的名称，与本单位只差一字也不算写错（W06）",
}
"""The lists a ruleset can add to, and what each is for."""
