SELECT text, LEAST(text, MIN(other)) AS label, 1 AS moved
FROM near
GROUP BY text
