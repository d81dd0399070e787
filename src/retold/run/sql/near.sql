SELECT a AS text, b AS other
FROM links
WHERE GREATEST(share_a, share_b) >= $joins
UNION ALL
SELECT b AS text, a AS other
FROM links
WHERE GREATEST(share_a, share_b) >= $joins
