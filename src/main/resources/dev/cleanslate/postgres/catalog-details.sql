-- What no rule of a plan asks for and a change of which is a change of the schema all the same. Which functions a trigger
-- or a check calls in the end is written down nowhere, so all count; those of an extension by its version. Deparsing
-- locks whatever tables are named, so where somebody holds one against everybody nothing is deparsed.
WITH asked AS (SELECT coalesce(current_setting('cleanslate.locked', true), '') = '' AS all_of_it)
SELECT 'key details' AS kind, quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(con.conname) AS name,
       concat_ws(' ',
         CASE con.confmatchtype WHEN 'f' THEN 'match full' WHEN 'p' THEN 'match partial' ELSE 'match simple' END,
         -- SET NULL of some columns came with 15; read through JSON, the column may be missing.
         (SELECT 'set ' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
          FROM jsonb_array_elements_text(nullif(to_jsonb(con) -> 'confdelsetcols', 'null')) AS number(attnum)
          JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = number.attnum::int)) AS detail
FROM pg_constraint con
JOIN pg_class c ON c.oid = con.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE con.contype = 'f' AND con.conparentid = 0
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'sequence details', quote_ident(n.nspname) || '.' || quote_ident(c.relname),
       concat_ws(' ', format_type(s.seqtypid, NULL), s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN 'cycle' END)
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'view definition', quote_ident(n.nspname) || '.' || quote_ident(c.relname),
       CASE WHEN asked.all_of_it THEN pg_get_viewdef(c.oid) END
FROM asked, pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
UNION ALL
SELECT 'function', p.oid::regprocedure::text,
       concat_ws(' ', p.prokind, l.lanname, format_type(p.prorettype, NULL), p.proretset, p.provolatile, p.proisstrict,
         p.prosecdef, p.proconfig::text, p.probin, p.prosrc,
         CASE WHEN asked.all_of_it AND p.prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(p.oid) END)
FROM asked, pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'extension version', quote_ident(e.extname), e.extversion
FROM pg_extension e
UNION ALL
SELECT 'publication details', quote_ident(p.pubname),
       concat_ws(' ', p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot)
FROM pg_publication p
