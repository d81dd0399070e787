SELECT COUNT(*) AS texts
FROM texts
WHERE words_count > 0
