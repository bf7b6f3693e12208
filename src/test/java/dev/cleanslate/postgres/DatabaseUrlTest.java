package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    private static final Map<String, String> NOTHING = Map.of("HOME", "/nonexistent");

    @Nested
    class Parsed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "postgresql://ann:pw@db.example:6000/shop      | postgresql://ann@db.example:6000/shop",
                    "postgres://ann@db.example/shop                | postgresql://ann@db.example:5432/shop",
                    "postgresql://ann@[::1]:6000/shop              | postgresql://ann@[::1]:6000/shop",
                    "postgresql://ann@/shop                        | postgresql://ann@localhost:5432/shop",
                    "postgresql:///shop?host=h&port=7&user=ann     | postgresql://ann@h:7/shop",
                    "postgresql://ann@one,two:7/shop               | postgresql://ann@one:5432,two:7/shop",
                    "postgresql://ann@h/a%20b%2Fc                  | postgresql://ann@h:5432/a%20b%2Fc",
                    "postgresql://a%40b:p%40w@h/db                 | postgresql://a%40b@h:5432/db",
                    "postgresql://ann:p@w@h/db                     | postgresql://ann@h:5432/db",
                    "jdbc:postgresql://h:7/shop?user=ann&password=x| postgresql://ann@h:7/shop",
                    "jdbc:postgresql:shop?user=ann                 | postgresql://ann@localhost:5432/shop",
                    "postgresql://ann@h                            | postgresql://ann@h:5432/ann",
                })
        void as_libpq_and_the_driver_would(String url, String shown) {
            assertThat(DatabaseUrl.parse(url, NOTHING)).hasToString(shown);
        }

        @Test
        void with_each_part_readable() {
            DatabaseUrl url = DatabaseUrl.parse("postgresql://ann:s%3A@h:7/a+b?sslmode=verify-full", NOTHING);

            assertThat(url.host()).isEqualTo("h");
            assertThat(url.port()).isEqualTo(7);
            assertThat(url.user()).isEqualTo("ann");
            assertThat(url.database()).isEqualTo("a+b");
            assertThat(properties(url)).containsEntry("password", "s:").containsEntry("sslmode", "verify-full");
        }

        @Test
        void with_parameters_of_hosted_databases() {
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgresql://ann@h/db?sslmode=require&channel_binding=require&target_session_attrs=read-write"
                            + "&sslrootcert=system&application_name=web",
                    NOTHING);

            assertThat(properties(url))
                    .containsEntry("channelBinding", "require")
                    .containsEntry("targetServerType", "primary")
                    .containsEntry("sslmode", "verify-full")
                    .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                    .doesNotContainKey("sslrootcert")
                    .doesNotContainValue("web");
        }

        @Test
        void for_another_database_of_the_same_server() {
            DatabaseUrl url =
                    DatabaseUrl.parse("postgresql://ann:pw@h/db", NOTHING).withDatabase("copy");

            assertThat(url).hasToString("postgresql://ann@h:5432/copy");
            assertThat(properties(url)).containsEntry("password", "pw");
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "geheim",
                    "host=h password=geheim",
                    "mysql://ann:geheim@h/db",
                    "postgresql:ann:geheim@h/db",
                    "postgresql://ann:x/geheim@h/db",
                    "postgresql://ann:12/geheim@h/db",
                    "postgresql://ann:x?geheim@h/db",
                    "postgresql://ann:12?geheim=1&x@h/db",
                    "postgresql://ann:geheim%zz@h/db",
                    "postgresql://ann:geheim%00@h/db",
                    "postgresql://ann:geheim%ff@h/db",
                    "postgresql://ann:geheim@h:port/db",
                    "postgresql://ann:geheim@h:99999/db",
                    "postgresql://ann:geheim@h ost/db",
                    "postgresql://ann:geheim@%2Frun%2Fpostgresql/db",
                    "postgresql://ann:geheim@one,two:1,three:2:3/db",
                    "postgresql://ann:geheim@h/db?nix=1",
                    "postgresql://ann@h/db?password=x&geheim=1",
                    "postgresql://ann@h/db?password=x&geheim",
                    "postgresql://ann@h/db?geheim",
                    "postgresql://ann:geheim@h/db?sslmode=geheim",
                    "jdbc:postgresql://ann:geheim@h:port/db",
                    "postgresql://ann:geheim@h/db?socketFactory=java.lang.Object",
                    "postgresql://ann:geheim@h/db?sslfactory=x",
                    "postgresql://ann:geheim@h/db?loggerFile=x",
                    "postgresql://ann:geheim@h/db?authenticationPluginClassName=x",
                })
        void without_a_word_of_the_password(String url) {
            Throwable refusal = catchThrowable(() -> DatabaseUrl.parse(url, NOTHING));

            assertThat(refusal).isInstanceOf(UnusableUrlException.class);
            assertThat(refusal.getMessage()).doesNotContain("geheim").isNotBlank();
            assertThat(refusal.getCause()).isNull();
        }

        @Test
        void with_the_word_that_was_meant() {
            assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://ann@h/db?sslmod=require", NOTHING))
                    .hasMessageContaining("\"sslmod\"")
                    .hasMessageContaining("Did you mean \"sslmode\"?");
            assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://ann@h/db?sslmode=verify_full", NOTHING))
                    .hasMessageContaining("Did you mean \"verify-full\"?");
        }

        @Test
        void with_a_mend_for_a_unix_socket() {
            assertThatThrownBy(() -> DatabaseUrl.parse("postgresql:///db?host=/run/postgresql", NOTHING))
                    .hasMessageContaining("Unix socket")
                    .hasMessageContaining("localhost");
        }
    }

    @Nested
    class Completed {

        @TempDir
        Path home;

        @Test
        void from_the_environment() {
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgresql://",
                    Map.of(
                            "PGHOST",
                            "h",
                            "PGPORT",
                            "7",
                            "PGUSER",
                            "ann",
                            "PGDATABASE",
                            "shop",
                            "PGPASSWORD",
                            "pw",
                            "PGSSLMODE",
                            "verify-full"));

            assertThat(url).hasToString("postgresql://ann@h:7/shop");
            assertThat(properties(url)).containsEntry("password", "pw").containsEntry("sslmode", "verify-full");
        }

        @Test
        void with_the_url_before_the_service_before_the_environment() throws IOException {
            Path file = Files.writeString(
                    home.resolve("services"),
                    "# ours\n[other]\nhost=wrong\n[shop]\nhost=fromservice\nuser = bob\ndbname=shop\n[third]\nhost=wrong\n");
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgresql://ann@",
                    Map.of("PGSERVICE", "shop", "PGSERVICEFILE", file.toString(), "PGHOST", "h", "PGPORT", "7"));

            assertThat(url).hasToString("postgresql://ann@fromservice:7/shop");
        }

        @Test
        void with_a_service_that_is_nowhere_refused() {
            assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://?service=shop", Map.of("HOME", home.toString())))
                    .isInstanceOf(UnusableUrlException.class)
                    .hasMessageContaining("\"shop\"");
        }

        @Test
        void with_the_first_line_of_the_password_file_that_fits() throws IOException {
            passwords("rw-------");
            Map<String, String> environment = Map.of("HOME", home.toString());

            assertThat(properties(DatabaseUrl.parse("postgresql://ann@h/shop", environment)))
                    .containsEntry("password", "a:b\\c");
            assertThat(properties(DatabaseUrl.parse("postgresql://bob@h/shop", environment)))
                    .containsEntry("password", "any");
            assertThat(properties(DatabaseUrl.parse("postgresql://ann:own@h/shop", environment)))
                    .containsEntry("password", "own");
        }

        @Test
        void without_a_password_file_that_others_may_read() throws IOException {
            passwords("rw-r--r--");
            DatabaseUrl url = DatabaseUrl.parse("postgresql://ann@h/shop", Map.of("HOME", home.toString()));

            assertThat(properties(url)).containsEntry("password", "");
            assertThat(url.passwordSource(url.addresses().get(0))).contains("chmod 600");
        }

        private void passwords(String permissions) throws IOException {
            Path file = Files.writeString(
                    home.resolve(".pgpass"),
                    "# host:port:database:user:password\nother:*:*:ann:wrong\nh:5432:shop:ann:a\\:b\\\\c\n*:*:*:*:any\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    private static Map<Object, Object> properties(DatabaseUrl url) {
        return url.driverProperties(url.addresses().get(0));
    }

    @Nested
    class ToldToPrograms {

        @Test
        void as_variables_of_libpq_with_the_password_among_them() {
            var url = DatabaseUrl.parse(
                    "postgresql://ann:s%3A%20@one:6000,two:6001/a=b?sslmode=verify-full&sslrootcert=/ca.pem"
                            + "&targetServerType=preferSecondary&options=-c%20geqo=off",
                    NOTHING);

            assertThat(url.libpqEnvironment())
                    .containsOnly(
                            Map.entry("PGHOST", "one,two"),
                            Map.entry("PGPORT", "6000,6001"),
                            Map.entry("PGDATABASE", "a=b"),
                            Map.entry("PGUSER", "ann"),
                            Map.entry("PGPASSWORD", "s: "),
                            Map.entry("PGSSLMODE", "verify-full"),
                            Map.entry("PGSSLROOTCERT", "/ca.pem"),
                            Map.entry("PGTARGETSESSIONATTRS", "prefer-standby"),
                            Map.entry("PGOPTIONS", "-c geqo=off"),
                            Map.entry("PGCONNECT_TIMEOUT", "10"));
        }

        @Test
        void with_the_drivers_ssl_as_its_strictest_mode() {
            assertThat(DatabaseUrl.parse("jdbc:postgresql://h/db?ssl=true", NOTHING)
                            .libpqEnvironment())
                    .containsEntry("PGSSLMODE", "verify-full");
        }

        @Test
        void and_what_they_say_is_shown_without_the_password() {
            assertThat(DatabaseUrl.parse("postgresql://ann:s3cret@h/db", NOTHING)
                            .withoutSecrets("no s3cret here"))
                    .isEqualTo("no *** here");
        }
    }
}
