SELECT id, COUNT(*) AS times
FROM texts
WHERE skipped = ''
GROUP BY id
HAVING COUNT(*) > 1
ORDER BY id
