package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A part of the outside that a test cannot do without: missing on a build server it fails, elsewhere it skips by name. */
public final class Needs {

    private Needs() {}

    public static void that(boolean there, String what) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(what).isTrue();
        }
        assumeTrue(there, what);
    }
}
