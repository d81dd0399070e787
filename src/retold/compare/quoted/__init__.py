"""What became of quoted words: altered, cut, extended, marks taken off or put on."""
