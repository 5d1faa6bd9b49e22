"""Agreements held against what is reported: findings, ledgers of breaches, control, sieges, movements, diplomacy."""
