SELECT labels.label AS label, texts.text AS a, texts.text AS b, 1 AS share_a, 1 AS share_b, texts.id AS id
FROM labels
JOIN texts ON texts.text = labels.text
UNION ALL
SELECT x.label AS label, links.a AS a, links.b AS b, links.share_a AS share_a, links.share_b AS share_b, '' AS id
FROM links
JOIN labels AS x ON x.text = links.a
JOIN labels AS y ON y.text = links.b
WHERE x.label = y.label
