SELECT t.a AS a, t.b AS b
FROM tallied AS t
JOIN texts AS x ON x.text = t.a
JOIN texts AS y ON y.text = t.b
LEFT JOIN (SELECT a, b FROM proven UNION ALL SELECT a, b FROM proven_more) AS p ON p.a = t.a AND p.b = t.b
WHERE p.a IS NULL
  AND t.rares >= $least_rare
  AND t.rares >= $density * LEAST(x.words_count, y.words_count, $kept)
ORDER BY t.a, t.b
