SELECT x.id AS a, y.id AS b, p.shared AS shared, p.containment_a AS containment_a, p.containment_b AS containment_b, p.spans AS spans
FROM (
    SELECT a, b, shared, containment_a, containment_b, spans FROM proven
    UNION ALL
    SELECT a, b, shared, containment_a, containment_b, spans FROM proven_more
) AS p
JOIN texts AS x ON x.text = p.a
JOIN texts AS y ON y.text = p.b
ORDER BY p.a, p.b
