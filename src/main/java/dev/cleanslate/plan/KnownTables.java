package dev.cleanslate.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tables that frameworks and platforms make, which are the same in every application. */
final class KnownTables {

    private static final Set<String> MIGRATIONS = Set.of(
            "schema_migrations",
            "schema_migration",
            "schema_version",
            "schema_history",
            "flyway_schema_history",
            "databasechangelog",
            "databasechangeloglock",
            "alembic_version",
            "alembic_version_history",
            "ar_internal_metadata",
            "__efmigrationshistory",
            "_prisma_migrations",
            "knex_migrations",
            "knex_migrations_lock",
            "django_migrations",
            "migrations",
            "migration",
            "migration_versions",
            "doctrine_migration_versions",
            "sequelizemeta",
            "sequelizedata",
            "typeorm_migrations",
            "mikro_orm_migrations",
            "pgmigrations",
            "__drizzle_migrations",
            "kysely_migration",
            "kysely_migration_lock",
            "goose_db_version",
            "gorp_migrations",
            "data_migrations",
            "seed_migrations",
            "phinxlog",
            "_sqlx_migrations",
            "refinery_schema_history",
            "__diesel_schema_migrations",
            "sqitch_changes",
            "atlas_schema_revisions",
            "river_migration",
            "play_evolutions",
            "play_evolutions_lock",
            "ragtime_migrations",
            "yoyo_migration",
            "_yoyo_migration");

    private static final Pattern QUEUES = Pattern.compile(
            "(solid_queue|good_job|delayed_job|oban|que|procrastinate|river"
                    + "|celery|kombu|djcelery|django_celery_results|messenger|hangfire|graphile_worker|pgboss|pgmq|mq)_.*"
                    + "|(delayed|failed|background|active|oban|que|good|queued|pending|async)_jobs?|good_jobs|jobs?|job_(batch|batches|queue|run|runs|execution|executions)"
                    + "|(event_|message_|transactional_)?(outbox|inbox)(_.*)?|.*_queue|queue(_.*)?|dead_letters?(_.*)?|solid_cable_messages|background_task");

    private static final Pattern CACHES =
            Pattern.compile("cache|caches|cache_locks|.*_cache|.*_caches|solid_cache_entries|django_cache_table");

    private static final Map<String, String> CONFIGURING = Map.of(
            "django_content_type", "Django finds its models by it",
            "django_site", "Django's list of sites",
            "auth_permission", "Django's permissions, made by its migrations",
            "auth_group", "Django's groups",
            "auth_group_permissions", "what Django's groups may do",
            "flipper_features", "feature flags",
            "flipper_gates", "feature flags",
            "spatial_ref_sys", "coordinate systems");

    private static final List<String> PLATFORMS = List.of(
            "cron",
            "hdb_catalog",
            "vault",
            "pgsodium",
            "realtime",
            "supabase_migrations",
            "supabase_functions",
            "net",
            "graphql",
            "graphql_public",
            "extensions",
            "tiger",
            "tiger_data",
            "topology",
            "partman",
            "pgagent",
            "google_vacuum_mgmt",
            "rdsadmin",
            "pglogical",
            "repack",
            "pgbouncer",
            "drizzle");

    private static final Set<String> QUEUE_SCHEMAS = Set.of("graphile_worker", "pgboss", "hangfire", "pgmq", "oban");

    private KnownTables() {}

    static Optional<Judgement> judge(String schema, String name, Words words) {
        String plain = name.toLowerCase(java.util.Locale.ROOT);
        boolean versions = Set.of("schema", "version", "migrations").contains(plain);
        if (MIGRATIONS.contains(plain) || (QUEUE_SCHEMAS.contains(schema) && versions)) {
            return certain(Nature.BOOKKEEPING, "remembers which migrations have run");
        }
        if (PLATFORMS.contains(schema) || schema.startsWith("_timescaledb") || schema.equals("storage")) {
            return certain(Nature.PLATFORM, "belongs to the platform, which keeps schema " + schema + " itself");
        }
        String configured = CONFIGURING.get(plain);
        if (configured != null) {
            return Optional.of(Judgement.high(Nature.CONFIGURATION, configured));
        }
        if (QUEUE_SCHEMAS.contains(schema) || QUEUES.matcher(words.joined()).matches()) {
            return Optional.of(Judgement.high(Nature.QUEUE, "work that waits, runs or failed"));
        }
        if (CACHES.matcher(words.joined()).matches()) {
            return Optional.of(Judgement.high(Nature.QUEUE, "a cache, which fills itself again"));
        }
        return Optional.empty();
    }

    private static Optional<Judgement> certain(Nature nature, String reason) {
        return Optional.of(Judgement.certain(nature, reason));
    }
}
