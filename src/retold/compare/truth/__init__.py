"""What is doubted, denied, judged, or told as another fact."""
