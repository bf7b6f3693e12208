package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.run.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups put back on another server, which knows none of the roles, and compared with their source. */
class RestoringTest {

    private static final TestDatabases SOURCE = TestDatabases.of(TestDatabases.OLDEST);
    private static final TestDatabases COPY = TestDatabases.of(15);
    private static final ClientTools TOOLS = ClientTools.forServer(15);

    /** What dumps and restores of others have stumbled over. */
    static final String HURTS = """
            DO $$ BEGIN CREATE ROLE "odd; owner" NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            DO $$ BEGIN CREATE ROLE reader_of_few NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            CREATE SCHEMA "Odd Schema";
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE TABLE "Odd Schema"."Quoted ""Name" ("a b" text, mood mood, price money, at timestamptz DEFAULT now());
            INSERT INTO "Odd Schema"."Quoted ""Name" VALUES (E'tab\\t, line\\nand \\\\. backslash', 'glad', 12.5);
            ALTER TABLE "Odd Schema"."Quoted ""Name" OWNER TO "odd; owner";
            CREATE TABLE bookings (id int GENERATED ALWAYS AS IDENTITY, day date, twice int GENERATED ALWAYS AS (2) STORED)
              PARTITION BY RANGE (day);
            CREATE TABLE bookings_2026 PARTITION OF bookings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            INSERT INTO bookings (day) SELECT date '2026-01-01' + g FROM generate_series(0, 99) g;
            CREATE TABLE parent (a int); CREATE TABLE child (b int) INHERITS (parent); ALTER TABLE parent ADD c int;
            INSERT INTO child VALUES (1, 2, 3);
            CREATE TABLE private (id int PRIMARY KEY, who text);
            INSERT INTO private VALUES (1, 'one'), (2, 'two');
            ALTER TABLE private ENABLE ROW LEVEL SECURITY; ALTER TABLE private FORCE ROW LEVEL SECURITY;
            CREATE POLICY few ON private FOR SELECT TO reader_of_few USING (id = 1);
            GRANT SELECT ON private TO reader_of_few WITH GRANT OPTION;
            CREATE FUNCTION tell() RETURNS event_trigger LANGUAGE plpgsql AS $f$
            BEGIN
            -- a body with what looks like a command:
              PERFORM 1; END $f$;
            CREATE FUNCTION text_of() RETURNS text LANGUAGE sql AS $f$ SELECT '
            \\connect elsewhere
            ' $f$;
            CREATE EVENT TRIGGER telling ON ddl_command_end EXECUTE FUNCTION tell();
            COMMENT ON EVENT TRIGGER telling IS 'tells others';
            CREATE MATERIALIZED VIEW seen AS SELECT count(*) FROM bookings;
            SELECT lo_from_bytea(0, decode('00ff5c0a', 'hex'))""";

    @TempDir
    Path folder;

    @Test
    void theCopyOfABackupEqualsItsSource() {
        var source = SOURCE.create(HURTS);
        Backup backup = Backup.take(new BackupRequest(url(source), TOOLS, folder, 2, line -> {}));
        var copy = COPY.create();

        Restored restored = new Restoring(backup, Optional.of(TOOLS), url(copy), 2, Set.of(), line -> {}).run();

        assertThat(backup.contents().orElseThrow().differences(contents(copy))).isEmpty();
        assertThat(contents(copy).tables()).hasSize(6);
        assertThat(restored.leftOut())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("EVENT TRIGGER - telling"),
                        line -> assertThat(line).startsWith("COMMENT - EVENT TRIGGER telling"));
        assertThat(restored.took()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Backup.Format.class)
    void everyFormatIsRestoredTheSame(Backup.Format format) throws Exception {
        var source = SOURCE.create(HURTS);
        Backup backup = dumped(source, format);
        var copy = COPY.create();

        new Restoring(backup, Optional.of(TOOLS), url(copy), 2, Set.of(), line -> {}).run();

        assertThat(contents(source).differences(contents(copy))).isEmpty();
        try (PgSession session = copy.admin()) {
            assertThat(session.query("SELECT text_of()").get(0).text(0)).isEqualTo("\n\\connect elsewhere\n");
            assertThat(session.query("SELECT evtname FROM pg_event_trigger")).isEmpty();
        }
    }

    @Test
    void anErrorOfPgRestoreIsAFailureThatQuotesIt() {
        var source = SOURCE.create("CREATE TABLE there (a int)");
        Backup backup = Backup.take(new BackupRequest(url(source), TOOLS, folder, 2, line -> {}));
        var copy = COPY.create("CREATE TABLE there (a int)");

        assertThatThrownBy(() -> new Restoring(backup, Optional.of(TOOLS), url(copy), 2, Set.of(), line -> {}).run())
                .isInstanceOf(BackupFailedException.class)
                .hasMessageContaining("relation \"there\" already exists")
                .hasMessageContaining("the source was not touched");
    }

    @Test
    void aPlainDumpWithACommandForPsqlIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), "CREATE TABLE t (a int);\n\\! touch /tmp/never\n");
        Backup backup = backup(file, Backup.Format.PLAIN);
        var copy = COPY.create();

        assertThatThrownBy(() -> new Restoring(backup, Optional.empty(), url(copy), 1, Set.of(), line -> {}).run())
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("line 2, has a command for psql");
        assertThat(contents(copy).tables()).isEmpty();
    }

    private Backup dumped(TestDatabases.Database source, Backup.Format format) throws Exception {
        String letter = switch (format) {
            case DIRECTORY -> "d";
            case CUSTOM -> "c";
            case PLAIN, PLAIN_GZIPPED -> "p";
        };
        Path file = folder.resolve("dump");
        dump(source, Stream.of("--format=" + letter, "--file=" + file));
        if (format == Backup.Format.PLAIN_GZIPPED) {
            new ProcessBuilder("gzip", file.toString()).start().waitFor();
            return backup(folder.resolve("dump.gz"), format);
        }
        return backup(file, format);
    }

    static void dump(TestDatabases.Database source, Stream<String> arguments) throws Exception {
        ToolCall call = TOOLS.call("pg_dump", arguments.toList(), url(source).libpqEnvironment(), List.of());
        assertThat(ToolProcess.start(call, Optional.empty()).await(line -> {}).lines())
                .isEmpty();
    }

    static Backup backup(Path file, Backup.Format format) {
        return new Backup(file, format, Instant.now(), 1, "", Duration.ZERO, Optional.empty());
    }

    static Contents contents(TestDatabases.Database database) {
        try (PgSession session = database.admin()) {
            return Contents.of(session, table -> {});
        }
    }

    static DatabaseUrl url(TestDatabases.Database database) {
        return DatabaseUrl.parse(database.url(), Map.of());
    }
}
