"""Readings to what people and programs open: one file a format."""
