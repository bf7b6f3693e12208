SELECT p.pubname AS name, NULL AS relation, n.nspname AS schema_name
FROM pg_publication p
JOIN pg_publication_namespace pn ON pn.pnpubid = p.oid
JOIN pg_namespace n ON n.oid = pn.pnnspid
