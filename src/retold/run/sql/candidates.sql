SELECT a, b, star
FROM tallied
WHERE runs > 0 OR rares >= $enough_rare
ORDER BY a, b
