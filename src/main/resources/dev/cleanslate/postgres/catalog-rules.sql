-- A rule or a policy may name any table, so where somebody holds one against everybody none is deparsed.
SELECT r.ev_class AS relation,
       'rule' AS kind,
       CASE WHEN coalesce(current_setting('cleanslate.locked', true), '') <> '' THEN quote_ident(r.rulename) || ' locked' ELSE pg_get_ruledef(r.oid) END
         || CASE r.ev_enabled WHEN 'O' THEN '' WHEN 'D' THEN ' DISABLED' WHEN 'R' THEN ' REPLICA' ELSE ' ALWAYS' END
         AS definition
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT (r.rulename = '_RETURN' AND c.relkind IN ('v', 'm'))
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
UNION ALL
SELECT p.polrelid,
       'policy',
       concat_ws(' ',
         quote_ident(p.polname),
         CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
         'FOR', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                              WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
         'TO', (SELECT string_agg(CASE u.role WHEN 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(u.role)) END, ', ')
                FROM (SELECT role FROM unnest(p.polroles) AS role ORDER BY pg_get_userbyid(role)) AS u),
         CASE WHEN coalesce(current_setting('cleanslate.locked', true), '') <> '' THEN 'locked' ELSE concat_ws(' ',
         'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
         'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') END)
FROM pg_policy p
ORDER BY 1, 2, 3
