CREATE SCHEMA IF NOT EXISTS cleanslate;
CREATE TABLE IF NOT EXISTS cleanslate.identity (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  environment text NOT NULL,
  system_identifier text NOT NULL,
  database_oid text NOT NULL,
  database_name text NOT NULL,
  branch text NOT NULL,
  marked_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  live_since timestamptz
);
COMMENT ON TABLE cleanslate.identity IS 'Tells which database this is. Written by cleanslate doctor --mark.';
GRANT USAGE ON SCHEMA cleanslate TO PUBLIC;
GRANT SELECT ON cleanslate.identity TO PUBLIC
