SELECT t.a AS a, t.b AS b, t.star AS star
FROM tallied AS t
JOIN texts AS x ON x.text = t.a
JOIN texts AS y ON y.text = t.b
WHERE t.runs > 0
  OR (t.rares >= $enough_rare AND t.rares >= $enough_of * LEAST(x.words_count, y.words_count, $kept))
ORDER BY t.a, t.b
