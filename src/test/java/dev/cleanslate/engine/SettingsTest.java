package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.cleanslate.engine.fixtures.GymTestCase;
import dev.cleanslate.session.Command;
import dev.cleanslate.session.Invocation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class SettingsTest {

    private static Settings read(Map<String, String> given) {
        ConfigurationParameters parameters = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .configurationParameters(given)
                .build()
                .getConfigurationParameters();
        return Settings.read(parameters, Map.of("PGHOST", "db.example"));
    }

    @Test
    void everyParameterHasItsPlaceInTheInvocation() {
        Invocation invocation = read(Map.of(
                        "cleanslate.target", "prod",
                        "cleanslate.suites-folder", "resets",
                        "cleanslate.reports", "out",
                        "cleanslate.execute", "gym-prod",
                        "cleanslate.suite", "gym, bakery",
                        "cleanslate.command", "rehearse",
                        "cleanslate.no-rehearsal", "true",
                        "cleanslate.scale", "2.5"))
                .invocation();

        assertThat(invocation.target()).contains("prod");
        assertThat(invocation.suitesFolder()).isEqualTo(Path.of("resets"));
        assertThat(invocation.reports()).isEqualTo(Path.of("out"));
        assertThat(invocation.execute()).contains("gym-prod");
        assertThat(invocation.suites()).containsExactly("gym", "bakery");
        assertThat(invocation.command()).isEqualTo(Command.REHEARSE);
        assertThat(invocation.noRehearsal()).isTrue();
        assertThat(invocation.scale()).contains(new BigDecimal("2.5"));
        assertThat(invocation.environment()).containsEntry("PGHOST", "db.example");
    }

    @Test
    void aBlankParameterIsNone() {
        Settings settings =
                read(Map.of("cleanslate.target", " ", "cleanslate.scale", "", "cleanslate.no-rehearsal", ""));

        assertThat(settings.faults()).isEmpty();
        assertThat(settings.invocation().target()).isEmpty();
        assertThat(settings.invocation().command()).isEqualTo(Command.RESET);
    }

    @Test
    void everyFaultIsInTheOneFailingStepThatTheyBecome() {
        EngineExecutionResults results = EngineTestKit.engine(new CleanslateEngine())
                .selectors(selectClass(GymTestCase.class))
                .configurationParameter("cleanslate.command", "rset")
                .configurationParameter("cleanslate.scale", "big")
                .configurationParameter("cleanslate.no-rehearsal", "maybe")
                .execute();

        assertThat(Trees.tests(results)).containsExactly("settings: FAILED");
        assertThat(Trees.failure(results))
                .hasMessageContaining("cleanslate.command is \"rset\"")
                .hasMessageContaining("plan, rehearse, reset")
                .hasMessageContaining("cleanslate.scale is \"big\"")
                .hasMessageContaining("cleanslate.no-rehearsal is \"maybe\"");
        assertThat(Trees.verdict(results)).containsEntry("cleanslate.exitCode", "2");
    }
}
