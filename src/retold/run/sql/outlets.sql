SELECT
    LEAST(x.outlet, y.outlet) AS a, GREATEST(x.outlet, y.outlet) AS b, COUNT(*) AS matches,
    SUM(CASE WHEN p.kind = 'rewrite' THEN 1 ELSE 0 END) AS rewrites,
    SUM(CASE WHEN p.kind = 'reuse' AND p.quoted >= $mostly THEN 1 ELSE 0 END) AS quotations,
    SUM(CASE WHEN (x.day < y.day AND x.outlet <= y.outlet) OR (y.day < x.day AND y.outlet < x.outlet) THEN 1 ELSE 0 END) AS a_first,
    SUM(CASE WHEN (y.day < x.day AND x.outlet <= y.outlet) OR (x.day < y.day AND y.outlet < x.outlet) THEN 1 ELSE 0 END) AS b_first
FROM (
    SELECT a, b, quoted, 'reuse' AS kind FROM proven
    UNION ALL
    SELECT a, b, quoted, 'reuse' AS kind FROM proven_more
    UNION ALL
    SELECT a, b, quoted, 'rewrite' AS kind FROM turns
) AS p
JOIN facts AS x ON x.text = p.a
JOIN facts AS y ON y.text = p.b
WHERE x.outlet <> '' AND y.outlet <> ''
GROUP BY LEAST(x.outlet, y.outlet), GREATEST(x.outlet, y.outlet)
ORDER BY matches DESC, a, b
