"""Details that only one version has, and the same told in other words."""
