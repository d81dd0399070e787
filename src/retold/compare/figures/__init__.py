"""Figures that differ: numbers, units, times, what is counted, and how exact it claims to be."""
