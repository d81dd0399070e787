SELECT v.a AS a, v.b AS b
FROM votes AS v
JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = v.a
UNION
SELECT v.a AS a, v.b AS b
FROM votes AS v
JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = v.b
ORDER BY a, b
