SELECT p.pubname AS name, pr.prrelid AS relation, NULL AS schema_name
FROM pg_publication p
JOIN pg_publication_rel pr ON pr.prpubid = p.oid
UNION ALL
SELECT p.pubname, NULL, NULL
FROM pg_publication p
WHERE p.puballtables
