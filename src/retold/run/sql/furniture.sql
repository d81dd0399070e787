SELECT repeats.outlet AS outlet, repeats.gram AS gram
FROM repeats
JOIN (
    SELECT held.text AS text
    FROM (SELECT text, COUNT(*) AS runs FROM repeats GROUP BY text) AS held
    JOIN texts ON texts.text = held.text
    WHERE held.runs < $reprint * texts.words_count * 2 / ($window + 1)
) AS pages ON pages.text = repeats.text
GROUP BY repeats.outlet, repeats.gram
HAVING COUNT(*) >= $least_texts
ORDER BY repeats.outlet, repeats.gram
