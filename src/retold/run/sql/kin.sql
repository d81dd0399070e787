SELECT p.a AS a, p.b AS b
FROM (SELECT a, b FROM proven UNION ALL SELECT a, b FROM proven_more) AS p
JOIN (SELECT a AS text FROM close UNION SELECT b AS text FROM close) AS q ON q.text = p.a
UNION
SELECT p.a AS a, p.b AS b
FROM (SELECT a, b FROM proven UNION ALL SELECT a, b FROM proven_more) AS p
JOIN (SELECT a AS text FROM close UNION SELECT b AS text FROM close) AS q ON q.text = p.b
