package dev.cleanslate.rehearsal;

import static org.junit.jupiter.api.Assumptions.abort;

/** Tests on a real server are skipped by name where the build has not fetched the binaries, but never on the CI. */
final class NeedsBinaries {

    private NeedsBinaries() {}

    static void of(int... majors) {
        for (int major : majors) {
            try {
                Binaries.find(major);
            } catch (ServerUnavailableException missing) {
                if ("true".equals(System.getenv("CI"))) {
                    throw missing;
                }
                abort("skipped: " + missing.getMessage());
            }
        }
    }
}
