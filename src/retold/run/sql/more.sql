SELECT DISTINCT relatives.a AS a, relatives.b AS b, 0 AS star
FROM relatives
LEFT JOIN candidates ON candidates.a = relatives.a AND candidates.b = relatives.b
WHERE candidates.a IS NULL
ORDER BY relatives.a, relatives.b
