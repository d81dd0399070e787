SELECT a, b, SUM(star) AS star
FROM votes
GROUP BY a, b
HAVING SUM(runs) > 0 OR SUM(rares) >= $enough_rare
ORDER BY a, b
