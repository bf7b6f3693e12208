SELECT t.oid,
       t.tgrelid AS relation,
       t.tgname AS name,
       t.tgenabled AS state,
       t.tgtype AS type,
       t.tgfoid::regprocedure::text AS function,
       CASE WHEN t.tgrelid::text = ANY ((SELECT string_to_array(current_setting('cleanslate.locked', true), ' '))::text[]) THEN quote_ident(t.tgname) || ' locked'
            ELSE pg_get_triggerdef(t.oid) END AS definition
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint con ON con.oid = t.tgconstraint
-- Up to 14 what a partition has of its table's trigger is called internal.
WHERE (NOT t.tgisinternal OR t.tgparentid <> 0 AND (con.oid IS NULL OR con.contype = 't'))
  -- What a partition has of its table counts for itself only where it is switched otherwise.
  AND (t.tgparentid = 0
       OR t.tgenabled <> (SELECT above.tgenabled FROM pg_trigger above WHERE above.oid = t.tgparentid))
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
ORDER BY t.tgrelid, t.tgname
