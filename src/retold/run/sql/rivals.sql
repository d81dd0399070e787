SELECT DISTINCT LEAST(near.text, near.other) AS a, GREATEST(near.text, near.other) AS b
FROM (
    SELECT said.text AS text, said.other AS other, ROW_NUMBER() OVER (PARTITION BY said.text ORDER BY SUM(said.rares) DESC, said.other) AS place
    FROM (
        SELECT q.text AS text, v.b AS other, v.rares AS rares
        FROM votes AS v
        JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = v.a
        UNION ALL
        SELECT q.text AS text, v.a AS other, v.rares AS rares
        FROM votes AS v
        JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = v.b
    ) AS said
    LEFT JOIN kin ON kin.a = LEAST(said.text, said.other) AND kin.b = GREATEST(said.text, said.other)
    WHERE kin.a IS NULL
    GROUP BY said.text, said.other
) AS near
WHERE near.place <= $most_rivals
UNION
SELECT a, b FROM asked
ORDER BY a, b
