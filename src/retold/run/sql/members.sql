SELECT story, text, id, size, why
FROM grouped
ORDER BY size DESC, story, text
