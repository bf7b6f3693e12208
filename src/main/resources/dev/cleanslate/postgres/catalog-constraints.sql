SELECT con.oid,
       con.conname AS name,
       con.contype AS kind,
       con.conrelid AS relation,
       con.confrelid AS parent,
       array_to_string(con.conkey, ' ') AS columns,
       array_to_string(con.confkey, ' ') AS parent_columns,
       con.confdeltype AS on_delete,
       con.confupdtype AS on_update,
       con.condeferrable AS is_deferrable,
       con.condeferred AS initially_deferred,
       con.convalidated AS validated,
       -- NOT ENFORCED came with 18; read through JSON, the column may be missing.
       CASE con.contype WHEN 'f' THEN coalesce((to_jsonb(con) ->> 'conenforced')::boolean, true) END AS enforced,
       CASE WHEN con.contype <> 'c' THEN NULL
            WHEN con.conrelid::text = ANY ((SELECT string_to_array(current_setting('cleanslate.locked', true), ' '))::text[]) THEN 'locked'
            ELSE pg_get_constraintdef(con.oid) END AS definition
FROM pg_constraint con
JOIN pg_class c ON c.oid = con.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (con.contype = 'c' OR con.contype = 'f' AND con.conparentid = 0)
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
ORDER BY con.conrelid, con.conname
