package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.rehearsal.Origin.Characters;
import dev.cleanslate.rehearsal.Origin.Extension;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrowawaysTest {

    private static final String SETTINGS = """
            SELECT string_agg(name || '=' || reset_val, ' ' ORDER BY name) FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_level', 'max_wal_senders', 'autovacuum',
                           'track_counts')""";
    private static final String HASTE = "autovacuum=off fsync=off full_page_writes=off max_wal_senders=0"
            + " synchronous_commit=off track_counts=on wal_level=minimal";

    @Nested
    class AnEmbeddedServer {

        @ParameterizedTest
        @ValueSource(ints = {14, 15, 18})
        void has_an_empty_database_of_the_name_and_the_version_that_were_asked_for(int major) {
            NeedsBinaries.of(major);
            try (Throwaway throwaway = Wishes.of(major).on(On.EMBEDDED).start()) {
                assertThat(throwaway.on()).isEqualTo("embedded");
                assertThat(throwaway.major()).isEqualTo(major);
                assertThat(throwaway.holdsData()).isFalse();
                assertThat(throwaway.notes()).isEmpty();
                assertThat(throwaway.why()).isEqualTo("an embedded PostgreSQL " + major + ", as the target asks");
                assertThat(throwaway.url().host()).isEqualTo("127.0.0.1");
                assertThat(ask(throwaway, "SELECT current_database()")).isEqualTo("gym copy");
                assertThat(ask(throwaway, "SELECT current_setting('server_version_num')::int / 10000"))
                        .isEqualTo("" + major);
                assertThat(ask(throwaway, SETTINGS)).isEqualTo(HASTE);
            }
        }

        @Test
        void is_gone_after_close_which_may_be_called_twice() {
            NeedsBinaries.of(18);
            Throwaway throwaway = Wishes.of(18).on(On.EMBEDDED).start();
            throwaway.close();
            throwaway.close();
            assertThat(Ports.isOpen(throwaway.url().port())).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {13, 19})
        void is_refused_for_a_version_that_there_is_none_of(int major) {
            assertThatThrownBy(() -> Wishes.of(major).on(On.EMBEDDED).start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll("no embedded PostgreSQL " + major, "on: container", "on: external");
        }

        @Test
        void takes_the_name_postgres_like_any_other() {
            NeedsBinaries.of(18);
            try (Throwaway throwaway =
                    Wishes.of(18).on(On.EMBEDDED).named("postgres").start()) {
                assertThat(ask(throwaway, "SELECT current_database()")).isEqualTo("postgres");
            }
        }

        @Test
        void tells_how_to_look_at_it_without_telling_the_password() throws IOException {
            NeedsBinaries.of(18);
            Throwaway throwaway = Wishes.of(18).on(On.EMBEDDED).start();
            String hint = throwaway.hint();
            Path file = Path.of(hint.substring("PGPASSFILE=".length(), hint.indexOf(' ')));
            try (throwaway) {
                int port = throwaway.url().port();
                assertThat(hint).endsWith(" psql -h 127.0.0.1 -p " + port + " -U postgres -d 'gym copy'");
                assertThat(throwaway.hint()).isEqualTo(hint);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                DatabaseUrl byFile = DatabaseUrl.parse(
                        "postgresql://postgres@127.0.0.1:" + port + "/postgres", Map.of("PGPASSFILE", file.toString()));
                try (PgSession session = PgSession.open(byFile, "test")) {
                    assertThat(session.backendPid()).isPositive();
                }
            }
            assertThat(file).doesNotExist();
        }
    }

    @Nested
    class AContainer {

        @BeforeAll
        static void needsDocker() {
            NeedsDocker.withTheImage();
        }

        @Test
        void is_taken_where_docker_answers_and_says_so() {
            try (Throwaway throwaway = Wishes.of(NeedsDocker.MAJOR).start()) {
                assertThat(throwaway.why()).isEqualTo("a container of postgres:15, because Docker answers");
                assertThat(throwaway.on()).isEqualTo("container");
                assertThat(throwaway.major()).isEqualTo(NeedsDocker.MAJOR);
                assertThat(throwaway.url().host()).isEqualTo("127.0.0.1");
                assertThat(ask(throwaway, "SELECT current_database()")).isEqualTo("gym copy");
                assertThat(ask(throwaway, SETTINGS)).isEqualTo(HASTE);
            }
        }

        @Test
        void listens_on_the_loopback_address_only_and_keeps_no_log() {
            try (Throwaway throwaway =
                    Wishes.of(NeedsDocker.MAJOR).on(On.CONTAINER).start()) {
                String id = container(throwaway);
                assertThat(inspect(id, "{{json .HostConfig.PortBindings}}")).contains("\"HostIp\":\"127.0.0.1\"");
                assertThat(inspect(id, "{{.HostConfig.LogConfig.Type}} {{.HostConfig.AutoRemove}}"))
                        .isEqualTo("none true");
                assertThat(inspect(id, "{{json .Config.Cmd}}")).doesNotContain("PASSWORD");
            }
        }

        @Test
        void is_gone_after_close_which_may_be_called_twice() {
            Throwaway throwaway = Wishes.of(NeedsDocker.MAJOR).on(On.CONTAINER).start();
            String id = container(throwaway);
            throwaway.close();
            throwaway.close();
            assertThat(Ports.isOpen(throwaway.url().port())).isFalse();
            assertThat(inspect(id, "{{.Id}}")).isEmpty();
        }

        @Test
        void of_an_image_of_another_version_is_refused_and_gone() {
            String before = NeedsDocker.ask("docker", "ps", "-aq", "--filter", "label=" + Docker.OWNER);
            assertThatThrownBy(() -> Wishes.of(16)
                            .on(On.CONTAINER)
                            .image(NeedsDocker.IMAGE)
                            .start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll("of version 15", "the target of version 16", "no database was touched");
            assertThat(NeedsDocker.ask("docker", "ps", "-aq", "--filter", "label=" + Docker.OWNER))
                    .isEqualTo(before);
        }

        @Test
        void that_does_not_come_up_tells_what_it_said() {
            assertThatThrownBy(() -> {
                        Docker docker = Docker.find();
                        ServerContainer.start(docker, NeedsDocker.IMAGE, Map.of("max_connection", "5"));
                    })
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll("did not come up", "unrecognized configuration parameter");
        }

        private static String container(Throwaway throwaway) {
            return NeedsDocker.ask(
                    "docker",
                    "ps",
                    "-q",
                    "--filter",
                    "label=" + Docker.OWNER,
                    "--filter",
                    "publish=" + throwaway.url().port());
        }

        private static String inspect(String id, String format) {
            return NeedsDocker.ask("docker", "inspect", "--format", format, id);
        }
    }

    @Nested
    class AnyServer {

        private final Extension absent = new Extension("postgis", "3.4.0");

        @ParameterizedTest
        @EnumSource(
                value = On.class,
                names = {"CONTAINER", "EMBEDDED"})
        void without_an_extension_of_the_target_is_refused_by_name(On on) {
            needs(on);
            assertThatThrownBy(() -> Wishes.of(15).on(on).needing(absent).start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll("postgis 3.4.0", "waive-extensions: [postgis]", "no database was touched");
        }

        @ParameterizedTest
        @EnumSource(
                value = On.class,
                names = {"CONTAINER", "EMBEDDED"})
        void without_an_extension_that_is_waived_starts_and_says_so(On on) {
            needs(on);
            try (Throwaway throwaway =
                    Wishes.of(15).on(on).needing(absent).waiving("postgis").start()) {
                assertThat(throwaway.without()).containsExactly("postgis");
                assertThat(throwaway.notes()).singleElement().asString().startsWith("rehearsed without postgis 3.4.0");
            }
        }

        @Test
        void with_another_version_of_an_extension_says_so() {
            NeedsBinaries.of(18);
            try (Throwaway throwaway = Wishes.of(18)
                    .on(On.EMBEDDED)
                    .needing(new Extension("plpgsql", "0.9"))
                    .start()) {
                assertThat(throwaway.notes()).containsExactly("the target has plpgsql 0.9, this server 1.0");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"LATIN1", "SQL_ASCII", "UTF8"})
        void stores_texts_as_the_target_does(String encoding) {
            NeedsBinaries.of(15);
            var characters = new Characters(encoding, "c", "C", "C", "", "");
            try (Throwaway throwaway =
                    Wishes.of(15).on(On.EMBEDDED).storing(characters).start()) {
                assertThat(throwaway.notes()).isEmpty();
                assertThat(ask(throwaway, "SHOW server_encoding")).isEqualTo(encoding);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {14, 18})
        void that_does_not_know_the_targets_locale_sorts_by_c_and_says_so(int major) {
            NeedsBinaries.of(major);
            var characters = new Characters("UTF8", "c", "xx_XX.UTF-8", "xx_XX.UTF-8", "", "");
            try (Throwaway throwaway =
                    Wishes.of(major).on(On.EMBEDDED).storing(characters).start()) {
                assertThat(throwaway.notes()).singleElement().asString().contains("xx_XX.UTF-8", "sorts them by C");
                assertThat(ask(throwaway, "SHOW server_encoding")).isEqualTo("UTF8");
                assertThat(ask(throwaway, "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
                        .isEqualTo("C");
            }
        }

        @Test
        void has_what_its_own_databases_have() {
            NeedsBinaries.of(18);
            try (Throwaway one = Wishes.of(18)
                    .on(On.EMBEDDED)
                    .storing(new Characters("UTF8", "b", "C", "C", "C.UTF-8", ""))
                    .start()) {
                Origin origin;
                try (PgSession session = PgSession.open(one.url(), "test")) {
                    session.execute("CREATE EXTENSION citext");
                    origin = Origin.read(session);
                }
                assertThat(origin.characters().provider()).isEqualTo("b");
                assertThat(origin.characters().locale()).isEqualTo("C.UTF-8");
                assertThat(origin.extensions()).extracting(Extension::name).containsExactly("citext", "plpgsql");
            }
        }

        private static void needs(On on) {
            if (on == On.CONTAINER) {
                NeedsDocker.withTheImage();
            } else {
                NeedsBinaries.of(15);
            }
        }
    }

    private static String ask(Throwaway throwaway, String question) {
        try (PgSession session = PgSession.open(throwaway.url(), "test")) {
            return String.valueOf(session.query(question).get(0).text(0));
        }
    }
}
