SELECT
    x.id AS a, y.id AS b, p.shared AS shared, p.containment_a AS containment_a, p.containment_b AS containment_b, p.spans AS spans,
    p.kind AS kind
FROM (
    SELECT a, b, shared, containment_a, containment_b, spans, 'reuse' AS kind FROM proven
    UNION ALL
    SELECT a, b, shared, containment_a, containment_b, spans, 'reuse' AS kind FROM proven_more
    UNION ALL
    SELECT a, b, shared, containment_a, containment_b, spans, 'rewrite' AS kind FROM turns
) AS p
JOIN texts AS x ON x.text = p.a
JOIN texts AS y ON y.text = p.b
ORDER BY p.a, p.b
