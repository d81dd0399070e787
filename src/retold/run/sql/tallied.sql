SELECT a, b, SUM(runs) AS runs, SUM(rares) AS rares, SUM(star) AS star
FROM votes
GROUP BY a, b
HAVING SUM(runs) > 0 OR SUM(rares) >= $least_rare
