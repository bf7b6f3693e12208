package dev.cleanslate.session;

import dev.cleanslate.suite.Place;

/**
 * A gate as it is asked: built in, or one of the suite. {@code onlyTold}: where nothing is written for real, a closed one
 * is told and refuses nothing.
 */
record Condition(String name, Place place, boolean onlyTold, Question question) {

    /** Throws a {@link dev.cleanslate.run.StepFailure} when the gate is closed. */
    @FunctionalInterface
    interface Question {

        /** {@code open}: whether every gate before this one was, so that it is worth a person's time. */
        void ask(boolean open);
    }
}
