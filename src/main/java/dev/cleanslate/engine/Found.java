package dev.cleanslate.engine;

import dev.cleanslate.session.SuiteRun;
import java.util.Optional;

/** A suite to run, by what it was found, and the id that leads back to it. */
record Found(String id, SuiteRun run, Anchor anchor) {

    String name() {
        return nameIn(run.id());
    }

    /** {@code gym} of {@code gym@demo}. */
    static String nameIn(String id) {
        int at = id.lastIndexOf('@');
        return at < 0 ? id : id.substring(0, at);
    }

    /** {@code demo} of {@code gym@demo}. */
    static Optional<String> targetIn(String id) {
        int at = id.lastIndexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(id.substring(at + 1));
    }
}
