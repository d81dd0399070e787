SELECT a, b, score
FROM likely_alike
WHERE score >= $least_likeness
ORDER BY a, b
