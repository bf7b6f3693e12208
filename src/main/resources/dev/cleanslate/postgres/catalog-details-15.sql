SELECT 'published' AS kind, quote_ident(p.pubname) AS name,
       concat_ws(' ', quote_ident(n.nspname) || '.' || quote_ident(c.relname),
         (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = pr.prrelid AND a.attnum = ANY (pr.prattrs)),
         CASE WHEN coalesce(current_setting('cleanslate.locked', true), '') = ''
              THEN 'where ' || pg_get_expr(pr.prqual, pr.prrelid) END) AS detail
FROM pg_publication p
JOIN pg_publication_rel pr ON pr.prpubid = p.oid
JOIN pg_class c ON c.oid = pr.prrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE pr.prattrs IS NOT NULL OR pr.prqual IS NOT NULL
