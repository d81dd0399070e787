SELECT p.a AS a, p.b AS b
FROM (SELECT a, b FROM proven UNION ALL SELECT a, b FROM proven_more) AS p
JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = p.a
UNION
SELECT p.a AS a, p.b AS b
FROM (SELECT a, b FROM proven UNION ALL SELECT a, b FROM proven_more) AS p
JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = p.b
