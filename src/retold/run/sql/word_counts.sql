SELECT word, SUM(texts) AS texts
FROM words
GROUP BY word
HAVING SUM(texts) > 1
ORDER BY word
