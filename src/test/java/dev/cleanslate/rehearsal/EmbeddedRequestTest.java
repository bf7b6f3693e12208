package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRequestTest {

    @ParameterizedTest
    @ValueSource(ints = {13, 19, 0})
    void a_version_without_binaries_is_refused_by_its_number(int major) {
        assertThatThrownBy(() -> new EmbeddedRequest(major, Map.of()))
                .hasMessageContaining("PostgreSQL " + major)
                .hasMessageContaining("14 to 18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen_addresses", "port", "data_directory", "include"})
    void where_the_server_lives_and_listens_is_not_to_be_chosen(String name) {
        assertThatThrownBy(() -> new EmbeddedRequest(17, Map.of(name, "x"))).hasMessageContaining('"' + name + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Port", "a b", "a.b.c", "x'y", "a=b", "#a"})
    void what_is_no_name_of_a_setting_is_refused(String name) {
        assertThatThrownBy(() -> new EmbeddedRequest(17, Map.of(name, "x"))).hasMessageContaining("is no name");
    }

    @Test
    void a_value_cannot_bring_a_line_of_its_own() {
        assertThatThrownBy(() -> new EmbeddedRequest(17, Map.of("work_mem", "1MB\nport = 1")))
                .hasMessageContaining("work_mem");
    }

    @Test
    void a_setting_of_the_request_replaces_the_rooms_own_and_is_quoted() {
        assertThat(Cluster.configuration(5432, Map.of("fsync", "on", "app.motto", "it's \\ fine")))
                .contains("port = '5432'\n", "fsync = 'on'\n", "app.motto = 'it''s \\\\ fine'\n")
                .doesNotContain("fsync = 'off'");
    }
}
