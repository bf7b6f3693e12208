SELECT n.nspname AS schema_name,
       c.relname AS name,
       c.relkind = 'm' AS view,
       c.relkind = 'S' AS sequence,
       o.rolname AS owner,
       o.rolsuper AS superuser,
       pg_has_role(o.oid, 'MEMBER') AS member,
       has_schema_privilege(n.oid, 'USAGE') AS schema_usage,
       has_schema_privilege(n.oid, 'CREATE') AS schema_create
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_roles o ON o.oid = c.relowner
WHERE c.relkind IN ('r', 'p', 'm', 'S', 'v')
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
