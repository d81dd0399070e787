SELECT a, b, places
FROM proven
WHERE star > 0
ORDER BY a, b
