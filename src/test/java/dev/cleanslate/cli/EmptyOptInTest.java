package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** An empty word is nearly always a variable of the shell that is not set, and never an opt-in, nor none. */
class EmptyOptInTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset --target prod --execute=",
                "reset --target prod --execute prod --rows=",
                "reset --target prod --execute prod --execute-storage=",
                "storage --target prod --execute-storage=",
                "restore --target prod --backup x.dump --execute=",
                "restore --target prod --backup x.dump --execute prod --rows=",
                "restore --target prod --backup x.dump --from=",
                "certify --target prod --go-live --execute=",
                "tripwire --target prod --execute=",
                "doctor --target prod --mark --execute="
            })
    void isRefused(String command) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Main.line().parseArgs(command.split(" ")))
                .withMessageContaining("it is empty, probably an unset shell variable");
    }
}
