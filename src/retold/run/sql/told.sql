SELECT texts.text AS text, texts.id AS id, COALESCE(members.story, '') AS story, facts.day AS day
FROM texts
JOIN facts ON facts.text = texts.text
LEFT JOIN members ON members.text = texts.text
WHERE texts.skipped = ''
ORDER BY texts.text
