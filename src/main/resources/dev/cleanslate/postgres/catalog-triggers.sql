SELECT t.oid,
       t.tgrelid AS relation,
       t.tgname AS name,
       t.tgenabled AS state,
       t.tgtype AS type,
       t.tgfoid::regprocedure::text AS function,
       pg_get_triggerdef(t.oid) AS definition
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal
  AND t.tgparentid = 0
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
ORDER BY t.tgrelid, t.tgname
