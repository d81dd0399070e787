SELECT a, b
FROM likely_alike
WHERE score >= $least_likeness
ORDER BY a, b
