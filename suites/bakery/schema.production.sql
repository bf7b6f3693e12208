-- After schema.sql: what production looks like, where the migration "bakery pages" was never applied.

alter table restaurants drop column slug, drop column timezone;
