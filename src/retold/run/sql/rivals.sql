SELECT DISTINCT LEAST(near.text, near.other) AS a, GREATEST(near.text, near.other) AS b
FROM (
    SELECT said.text AS text, said.other AS other, ROW_NUMBER() OVER (PARTITION BY said.text ORDER BY said.rares DESC, said.other) AS place
    FROM (
        SELECT t.a AS text, t.b AS other, t.rares AS rares
        FROM tallied AS t
        JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = t.a
        UNION ALL
        SELECT t.b AS text, t.a AS other, t.rares AS rares
        FROM tallied AS t
        JOIN (SELECT a AS text FROM asked UNION SELECT b AS text FROM asked) AS q ON q.text = t.b
    ) AS said
    LEFT JOIN kin ON kin.a = LEAST(said.text, said.other) AND kin.b = GREATEST(said.text, said.other)
    WHERE kin.a IS NULL
) AS near
WHERE near.place <= $most_rivals
UNION
SELECT a, b FROM asked
ORDER BY a, b
