"""Retold shows how a news story is retold."""
