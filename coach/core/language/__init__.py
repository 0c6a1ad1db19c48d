"""Chinese: folding, clauses, words. The only place that knows jieba, spaCy and OpenCC."""
