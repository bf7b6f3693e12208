package dev.cleanslate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.postgres.Trigger.State;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.SuiteWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table looks like, and that all proposals together make a plan. */
class SurveyTest {

    private static final List<OnDelete> ACTIONS = List.of(OnDelete.values());

    /** Users who order products that have a category, and what such an application carries besides. */
    private static CatalogBuilder shop() {
        return CatalogBuilder.tables("categories", "products")
                .table("users", SurveyTest::mailed)
                .table("orders", SurveyTest::timed)
                .key("products", "categories", OnDelete.NO_ACTION, k -> k.notNull())
                .key("orders", "users", OnDelete.CASCADE, k -> k.notNull())
                .key("orders", "products", OnDelete.NO_ACTION, k -> k.notNull());
    }

    @Nested
    class ATable {

        @Test
        void isWhatNameKeysAndColumnsSayTogether() {
            Catalog shop = shop().read();

            assertThat(of("users", shop).nature()).isEqualTo(Nature.PEOPLE);
            assertThat(of("users", shop).confidence()).isEqualTo(Confidence.HIGH);
            assertThat(of("users", shop).reason()).contains("e-mail column").contains("1 table refers to it");
            assertThat(of("orders", shop).fate()).isEqualTo(Fate.WIPE);
            assertThat(of("orders", shop).nature()).isEqualTo(Nature.TRANSACTIONAL);
            assertThat(of("products", shop).nature()).isEqualTo(Nature.LOOKUP);
            assertThat(of("categories", shop).fate()).isEqualTo(Fate.PROTECT);
        }

        @Test
        void ofWhatSomebodyHasGoesWithThem() {
            Catalog product = shop().table("user_preferences", t -> t)
                    .table("user_roles", t -> t)
                    .table("roles", t -> t)
                    .table("settings", t -> t)
                    .key("user_preferences", "users", OnDelete.NO_ACTION, k -> k.notNull())
                    .key("user_roles", "users", OnDelete.NO_ACTION, k -> k.notNull())
                    .key("user_roles", "roles", OnDelete.NO_ACTION, k -> k.notNull())
                    .read();

            assertThat(of("user_preferences", product).fate()).isEqualTo(Fate.WIPE);
            assertThat(of("user_preferences", product).reason()).contains("those in users have");
            assertThat(of("user_roles", product).fate()).isEqualTo(Fate.WIPE);
            assertThat(of("users", product).fate()).isEqualTo(Fate.WIPE);
            assertThat(of("roles", product).fate()).isEqualTo(Fate.PROTECT);
            assertThat(of("settings", product).fate()).isEqualTo(Fate.PROTECT);
        }

        @ParameterizedTest
        @CsvSource({
            "kunden, PEOPLE",
            "benutzer, PEOPLE",
            "utilisateurs, PEOPLE",
            "clientes, PEOPLE",
            "utenti, PEOPLE",
            "klanten, PEOPLE",
            "bestellungen, TRANSACTIONAL",
            "commandes, TRANSACTIONAL",
            "pedidos, TRANSACTIONAL",
            "fatture, TRANSACTIONAL",
            "betalingen, TRANSACTIONAL",
        })
        void isKnownByItsNameInOtherLanguages(String name, Nature nature) {
            Catalog product = CatalogBuilder.tables("places")
                    .table(name, SurveyTest::mailed)
                    .key(name, "places", OnDelete.NO_ACTION, k -> k.notNull())
                    .read();

            assertThat(of(name, product).nature()).isEqualTo(nature);
        }

        @ParameterizedTest
        @CsvSource({
            "schema_migrations, BOOKKEEPING",
            "flyway_schema_history, BOOKKEEPING",
            "databasechangeloglock, BOOKKEEPING",
            "alembic_version, BOOKKEEPING",
            "ar_internal_metadata, BOOKKEEPING",
            "__EFMigrationsHistory, BOOKKEEPING",
            "_prisma_migrations, BOOKKEEPING",
            "knex_migrations, BOOKKEEPING",
            "django_migrations, BOOKKEEPING",
            "SequelizeMeta, BOOKKEEPING",
            "solid_queue_ready_executions, QUEUE",
            "good_jobs, QUEUE",
            "delayed_jobs, QUEUE",
            "oban_jobs, QUEUE",
            "que_jobs, QUEUE",
            "celery_taskmeta, QUEUE",
            "pgboss.job, QUEUE",
            "pgboss.version, BOOKKEEPING",
            "cache_locks, QUEUE",
            "audit_logs, LOG",
            "AuditLog, LOG",
            "django_session, SESSION",
            "refresh_tokens, SESSION",
            "app_settings, CONFIGURATION",
            "feature_flags, CONFIGURATION",
            "order_statuses, LOOKUP",
            "countries, LOOKUP",
            "blogs, LOOKUP",
            "order_items, TRANSACTIONAL",
            "employees, STAFF",
            "cron.job, PLATFORM"
        })
        void isKnownByItsName(String name, Nature nature) {
            assertThat(of(name, CatalogBuilder.tables(name).read()).nature()).isEqualTo(nature);
        }

        @Test
        void thatNobodyNamedIsJudgedByWhatItBelongsTo() {
            Catalog catalog =
                    shop().and("zork").key("zork", "users", OnDelete.CASCADE).read();

            assertThat(of("zork", catalog).fate()).isEqualTo(Fate.WIPE);
            assertThat(of("zork", catalog).reason()).isEqualTo("its rows belong to users (users_id)");
        }

        @Test
        void thatNothingSpeaksForIsKeptAndSaysSo() {
            Proposal zork = of(
                    "zork",
                    CatalogBuilder.tables().table("zork", t -> t.rows(900_000)).read());

            assertThat(zork.fate()).isEqualTo(Fate.PROTECT);
            assertThat(zork.confidence()).isEqualTo(Confidence.LOW);
            assertThat(zork.reason()).contains("look at it");
        }

        @Test
        void thatMayNotBeReadIsLeftAloneAndNamed() {
            Catalog catalog = CatalogBuilder.tables()
                    .table("payments", t -> t.rights(new Rights(false, false, false, false, false, false)))
                    .table("visits", TableSpec::blind)
                    .read();

            assertThat(of("payments", catalog).fate()).isEqualTo(Fate.IGNORE);
            assertThat(of("payments", catalog).reason()).contains("may not read");
            assertThat(of("visits", catalog).reason()).contains("row-level security");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tab\tbed", "new\nline", "zero\u200bwidth"})
        void thatNoSuiteCanNameIsLeftAlone(String name) {
            Catalog catalog = CatalogBuilder.tables(name, "orders").read();

            assertThat(of(name, catalog).nature()).isEqualTo(Nature.UNNAMEABLE);
            assertThat(planned(catalog).refusals()).isEmpty();
        }
    }

    @Nested
    class Together {

        @Test
        void aTableThatSomethingKeptRefersToIsKeptAndSaysWhy() {
            Catalog catalog = CatalogBuilder.tables("schema_migrations")
                    .table("users", SurveyTest::mailed)
                    .key("schema_migrations", "users", OnDelete.NO_ACTION, k -> k.notNull())
                    .read();

            assertThat(of("users", catalog).fate()).isEqualTo(Fate.PROTECT);
            assertThat(of("users", catalog).reason())
                    .contains("stays although it looks like people")
                    .contains("rows of schema_migrations, which stays, refer to it (schema_migrations_users_fk)");
        }

        @Test
        void aLessCertainTableGoesWithTheOneItNeeds() {
            Catalog catalog = shop().and("zork", "countries")
                    .key("countries", "users", OnDelete.CASCADE, k -> k.notNull())
                    .read();

            assertThat(of("countries", catalog).fate()).isEqualTo(Fate.WIPE);
            assertThat(of("countries", catalog).reason()).contains("goes although it looks like lookup");
        }

        @Test
        void aTableThatStaysLetsGoOfWhatIsWiped() {
            Catalog catalog = shop().key("categories", "users", OnDelete.SET_NULL, k -> k.column("made_by"))
                    .trigger("categories", "touch", State.ENABLED, Event.UPDATE)
                    .read();

            Plan plan = planned(catalog);

            assertThat(of("categories", catalog).fate()).isEqualTo(Fate.RESET);
            assertThat(of("categories", catalog).freed()).containsExactly("made_by");
            assertThat(plan.refusals()).isEmpty();
            assertThat(plan.triggers()).extracting(TriggerPlan::name).containsExactly("touch");
        }

        @Test
        void aTableThatIsAnothersParentByInheritanceSharesItsFate() {
            Catalog catalog = shop().and("vessels")
                    .table("audit_logs", t -> t.inherits("vessels").column("created_at", "date", true))
                    .read();

            assertThat(of("vessels", catalog).fate())
                    .isEqualTo(of("audit_logs", catalog).fate());
            assertThat(planned(catalog).refusals()).isEmpty();
        }

        @Test
        void triggersThatWouldFireAreOffAndOthersOfTheSameNameStayOn() {
            Catalog catalog = shop().trigger("orders", "told", State.ENABLED, Event.DELETE)
                    .trigger("products", "told", State.ENABLED, Event.DELETE)
                    .trigger("users", "quiet", State.DISABLED, Event.DELETE)
                    .trigger("users", "loud", State.ALWAYS, Event.TRUNCATE)
                    .read();

            assertThat(planned(catalog).triggers())
                    .extracting(t -> t.table() + "." + t.name())
                    .containsExactly("orders.told", "users.loud");
        }

        @Test
        void sequencesOfOthersGoOn() {
            Catalog catalog = shop().sequence("orders_id_seq", Optional.of("orders"), false)
                    .read();

            assertThat(planned(catalog).refusals()).isEmpty();
        }

        @Test
        void whatASuiteCannotMendIsRefusedByThePlannerAlone() {
            Catalog catalog = shop().table("orders", t -> t.rights(new Rights(false, true, false, false, false, false)))
                    .read();

            assertThat(planned(catalog).refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.message()).contains("GRANT"));
        }

        /** Whatever the keys are, nothing that is proposed contradicts itself. */
        @RepeatedTest(200)
        void alwaysMakeAPlan(RepetitionInfo repetition) {
            Catalog catalog = random(new Random(repetition.getCurrentRepetition()));

            assertThat(planned(catalog).refusals()).extracting(Refusal::message).isEmpty();
        }
    }

    private static Catalog random(Random random) {
        String[] names = {
            "users",
            "orders",
            "countries",
            "zork",
            "app_settings",
            "audit_logs",
            "schema_migrations",
            "blip",
            "other.zork",
            "a.b",
            "no",
            "sessions",
            "jobs",
            "members",
            "payments",
            "types",
            "other.users",
            "narf",
            "vorpal",
            "plans"
        };
        CatalogBuilder catalog = CatalogBuilder.tables();
        for (String name : names) {
            catalog.table(name, t -> random.nextInt(3) == 0 ? timed(t) : t);
            catalog.table(name, t -> random.nextInt(4) == 0 ? mailed(t) : t);
            catalog.table(name, t -> t.rows(random.nextInt(3) == 0 ? 5_000_000 : random.nextInt(50)));
            if (random.nextInt(12) == 0) {
                catalog.table(name, TableSpec::blind);
            }
            if (random.nextInt(12) == 0) {
                catalog.table(name, t -> t.kind(Table.Kind.FOREIGN));
            } else if (random.nextInt(10) == 0) {
                catalog.table(name, t -> t.inherits("heirs"));
            }
        }
        catalog.and("heirs");
        for (int i = 0; i < 40; i++) {
            String child = names[random.nextInt(names.length)];
            String parent = names[random.nextInt(names.length)];
            OnDelete action = ACTIONS.get(random.nextInt(ACTIONS.size()));
            String column = "c" + i;
            boolean notNull = random.nextBoolean();
            boolean deferrable = random.nextInt(4) == 0;
            boolean loose = random.nextInt(10) == 0;
            catalog.key(child, parent, action, k -> {
                k.column(column);
                if (notNull) {
                    k.notNull();
                }
                if (deferrable) {
                    k.deferrable();
                }
                return loose ? k.notEnforced() : k;
            });
        }
        return catalog.read();
    }

    private static TableSpec timed(TableSpec table) {
        return table.column("created_at", "timestamp with time zone", true);
    }

    private static TableSpec mailed(TableSpec table) {
        return table.column("email", "text", true);
    }

    private static Proposal of(String table, Catalog catalog) {
        QualifiedName name = CatalogBuilder.name(table);
        return Survey.of(catalog, measures(catalog)).tables().stream()
                .filter(p -> p.table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Plan planned(Catalog catalog) {
        String text = SuiteWriter.text(SuiteSketch.of(Survey.of(catalog, measures(catalog)), catalog, "proposed"));
        Reading<Suite> reading = SuiteFile.read(Path.of("proposed/suite.yaml"), text);
        assertThat(reading).as(text).isInstanceOf(Reading.Sound.class);
        return Planner.plan(((Reading.Sound<Suite>) reading).value(), catalog, Answers.NONE);
    }

    private static Map<QualifiedName, Measure> measures(Catalog catalog) {
        Map<QualifiedName, Measure> measures = new HashMap<>();
        catalog.tables()
                .forEach(t -> measures.put(
                        t.name(),
                        new Measure(Math.max(0, t.estimatedRows()), true, Optional.empty(), Optional.empty())));
        return measures;
    }
}
