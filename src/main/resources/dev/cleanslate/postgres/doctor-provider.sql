-- A setting that its library is not loaded for is not among pg_settings, so it is asked for by name as well.
SELECT 'role ' || r.rolname AS trait
FROM pg_roles r
WHERE r.rolname IN ('neon_superuser', 'supabase_admin', 'rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin')
UNION ALL
SELECT 'setting ' || min(s.name)
FROM pg_settings s
WHERE split_part(s.name, '.', 1) IN ('neon', 'supautils', 'rds', 'cloudsql', 'azure') AND s.name LIKE '%.%'
GROUP BY split_part(s.name, '.', 1)
UNION ALL
SELECT 'setting ' || n.name
FROM (VALUES ('neon.timeline_id'), ('supautils.privileged_role'), ('rds.extensions'),
             ('cloudsql.iam_authentication'), ('azure.extensions')) AS n(name)
WHERE current_setting(n.name, true) IS NOT NULL
ORDER BY 1
