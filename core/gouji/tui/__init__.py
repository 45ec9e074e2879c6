"""The terminal UI: the same engine and the same words as `gouji check`, to browse instead of print.

Nothing outside this package imports Textual; `gouji.cli.browse` imports this one when asked to.

    app.py       the application: screens, keys, themes
    screens/     what fills the terminal; dialogs/ what stands above it; widgets/ their parts
    store.py     reports and findings, indexed on disk; query.py what is asked of them
    feed.py      the engine at work beside the keys; session.py rulesets, levels, reading one report
    sheet.py     a report drawn as lines; telling in words is `gouji.telling`'s
"""
