package dev.cleanslate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A nested build that has ended. */
record Build(List<String> arguments, int exitCode, String output) {

    Build isGreen() {
        assertThat(exitCode).as("exit code of %s, which said%n%s", this, output).isZero();
        return this;
    }

    /** Red, and for this reason. */
    Build isRedBecause(String... reasons) {
        assertThat(exitCode).as("exit code of %s, which said%n%s", this, output).isNotZero();
        assertThat(output).as("output of %s", this).contains(reasons);
        return this;
    }

    Build ran(String what) {
        assertThat(output).as("output of %s", this).contains(what);
        return this;
    }

    Build didNotRun(String what) {
        assertThat(output).as("output of %s", this).doesNotContain(what);
        return this;
    }

    @Override
    public String toString() {
        return "mvn " + String.join(" ", arguments);
    }
}
