"""Chat channels: they translate between a channel and the assistant, and know no business rule."""
