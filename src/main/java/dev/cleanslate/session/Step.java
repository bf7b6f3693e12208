package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Place;

/** One thing done or checked. The id is stable over runs of the same suite and unique within it. */
public record Step(Stage stage, String id, String name, Place place, Kind kind, Body body) {

    public enum Kind {
        /** Has a meaning only after everything before it. */
        WORK,
        /** Reads and asserts; may run alone. */
        CHECK
    }

    @FunctionalInterface
    public interface Body {
        void run(Dynamic dynamic) throws Exception;
    }

    /** Registers and runs a step that is known only now, as a child of the running one. */
    @FunctionalInterface
    public interface Dynamic {
        void run(Step step);
    }
}
