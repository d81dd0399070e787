SELECT p.a AS a, p.b AS b, p.share_a AS share_a, p.share_b AS share_b
FROM (
    SELECT a, b, containment_a * (1 - quoted) AS share_a, containment_b * (1 - quoted) AS share_b FROM proven
    UNION ALL
    SELECT a, b, containment_a * (1 - quoted) AS share_a, containment_b * (1 - quoted) AS share_b FROM proven_more
    UNION ALL
    SELECT a, b, $rewrite AS share_a, $rewrite AS share_b FROM turns
) AS p
JOIN facts AS x ON x.text = p.a
JOIN facts AS y ON y.text = p.b
WHERE x.day IS NULL OR y.day IS NULL OR ABS(x.day - y.day) <= $window
ORDER BY p.a, p.b
