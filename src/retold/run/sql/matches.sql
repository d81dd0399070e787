SELECT
    x.id AS a, y.id AS b, p.shared AS shared, p.containment_a AS containment_a, p.containment_b AS containment_b, p.spans AS spans,
    CASE WHEN p.kind = 'reuse' AND p.quoted >= $mostly THEN 'quotation' ELSE p.kind END AS kind, p.quoted AS quoted
FROM (
    SELECT a, b, shared, containment_a, containment_b, spans, quoted, 'reuse' AS kind FROM proven
    UNION ALL
    SELECT a, b, shared, containment_a, containment_b, spans, quoted, 'reuse' AS kind FROM proven_more
    UNION ALL
    SELECT a, b, shared, containment_a, containment_b, spans, quoted, 'rewrite' AS kind FROM turns
) AS p
JOIN texts AS x ON x.text = p.a
JOIN texts AS y ON y.text = p.b
ORDER BY p.a, p.b
