package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {

    @Nested
    class Started {

        @ParameterizedTest
        @ValueSource(ints = {14, 18})
        void answers_on_its_port_as_the_version_that_was_asked_for(int major) throws SQLException {
            NeedsBinaries.of(major);
            try (EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(major, Map.of("work_mem", "7MB")))) {
                assertThat(server.major()).isEqualTo(major);
                assertThat(ask(server, "select current_setting('server_version_num')::int / 10000"))
                        .isEqualTo("" + major);
                assertThat(ask(server, "show work_mem")).isEqualTo("7MB");
                assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(ask(server, "show unix_socket_directories")).isEmpty();
                assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
            }
        }

        @Test
        void lets_nobody_in_without_the_password() {
            NeedsBinaries.of(18);
            try (EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(18, Map.of()))) {
                assertThatThrownBy(() -> connect(server, "guessed").close())
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }

        @Test
        void side_by_side_is_never_the_same_database_system() throws SQLException {
            NeedsBinaries.of(18);
            String identifier = "select system_identifier from pg_control_system()";
            try (EmbeddedServer one = EmbeddedServer.start(new EmbeddedRequest(18, Map.of()));
                    EmbeddedServer other = EmbeddedServer.start(new EmbeddedRequest(18, Map.of()))) {
                assertThat(ask(one, identifier)).isNotEqualTo(ask(other, identifier));
                assertThat(one.port()).isNotEqualTo(other.port());
                assertThat(one.password()).isNotEqualTo(other.password());
            }
        }

        static Stream<Account> waysFromRoot() {
            return Account.WAYS_FROM_ROOT.stream();
        }

        @ParameterizedTest
        @MethodSource("waysFromRoot")
        void by_root_runs_as_somebody_else_in_every_way_this_machine_has(Account way) throws SQLException {
            NeedsBinaries.of(14);
            assumeTrue(Workshop.open().uid() == 0, "only root needs another account");
            try (EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(14, Map.of()), List.of(way))) {
                assertThat(ask(server, "select 1")).isEqualTo("1");
            } catch (ServerUnavailableException closed) {
                assertThat(closed).hasMessageContaining("no way to run the embedded server as somebody else");
                abort("not open on this machine: " + closed.getMessage());
            }
        }
    }

    @Nested
    class Closed {

        @Test
        void twice_and_from_several_threads_at_once_is_gone_once() {
            NeedsBinaries.of(18);
            EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(18, Map.of()));
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(server::close), CompletableFuture.runAsync(server::close))
                    .join();
            server.close();
            assertThat(Ports.isOpen(server.port())).isFalse();
            assertThat(server.data().getParent()).doesNotExist();
            assertThat(Postmaster.on(server.data())).isEmpty();
        }

        @Test
        void does_not_wait_for_clients() throws SQLException {
            NeedsBinaries.of(18);
            EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(18, Map.of()));
            try (Connection connection = connect(server, server.password())) {
                assertThat(connection.isValid(5)).isTrue();
                server.close();
                assertThat(Ports.isOpen(server.port())).isFalse();
            }
        }
    }

    @Nested
    class Refused {

        @Test
        void by_the_server_says_what_the_log_says_and_leaves_nothing() {
            NeedsBinaries.of(18);
            assertThatThrownBy(() -> EmbeddedServer.start(new EmbeddedRequest(18, Map.of("max_connection", "5"))))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll(
                            "PostgreSQL 18 did not start",
                            "unrecognized configuration parameter",
                            "max_connection",
                            "no database was touched");
        }

        @Test
        void for_want_of_another_account_names_every_way_that_was_tried() {
            NeedsBinaries.of(18);
            assumeTrue(Workshop.open().uid() == 0, "only root needs another account");
            List<Account> none = List.of(
                    new Account(List.of("no-such-program"), Account.SAME),
                    new Account(List.of("env", "--"), Account.SAME));
            assertThatThrownBy(() -> EmbeddedServer.start(new EmbeddedRequest(18, Map.of()), none))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll(
                            "does not run as root", "no-such-program", "env: exit code 1", "ordinary user");
        }
    }

    private static Connection connect(EmbeddedServer server, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres", server.superuser(), password);
    }

    private static String ask(EmbeddedServer server, String question) throws SQLException {
        try (Connection connection = connect(server, server.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }
}
