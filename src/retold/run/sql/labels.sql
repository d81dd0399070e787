SELECT
    own.text AS text, LEAST(own.label, beside.label, above.label) AS label,
    CASE WHEN LEAST(own.label, beside.label, above.label) < own.label THEN 1 ELSE 0 END AS moved
FROM labels AS own
JOIN (
    SELECT near.text AS text, MIN(labels.label) AS label
    FROM near
    JOIN labels ON labels.text = near.other
    GROUP BY near.text
) AS beside ON beside.text = own.text
JOIN labels AS above ON above.text = own.label
