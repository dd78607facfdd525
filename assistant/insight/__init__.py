"""Issues in dealers' reports: what is wrong now, for whom, and the words that prove it.

    from assistant.insight.extraction import IssueExtractor, extract
    from assistant.insight.issue import Issue

`extract(text, title="", catalogue=...)` gives the issues of one report in the order they stand in
it, read by the built-in model. `IssueExtractor.load(cache_folder)` holds that model for many
reports; `LanguageModelExtractor(model, extractor)` of `assistant.insight.language_model` asks a
language model and has the same `extract`. Both are an `Extractor` (`assistant.insight.issue`).
"""
