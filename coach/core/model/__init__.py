"""The values that flow through the coach: conversations, spans, findings."""
