"""Text as the reader sees it: folded for matching, split into sentences and tokens, offsets kept."""
