"""Two versions laid side by side: their words, spellings, figures and attributions, and where they differ."""
