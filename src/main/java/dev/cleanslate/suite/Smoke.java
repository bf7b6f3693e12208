package dev.cleanslate.suite;

import java.util.Optional;

/**
 * One test of what was reset, after the commit: its name as the test shows it, where it stands, and what it tries;
 * {@code only}: of which variant.
 */
public record Smoke(String name, Place place, boolean rehearse, Kind kind, Optional<String> only) {

    public Smoke(String name, Place place, boolean rehearse, Kind kind) {
        this(name, place, rehearse, kind, Optional.empty());
    }

    /** Whether it tries what stands around the database. */
    public boolean outside() {
        return !(kind instanceof Kind.Sql) && !(kind instanceof Kind.Asserts);
    }

    public sealed interface Kind {

        /** A script whose every trace is rolled back; {@code expect} is of its last statement. */
        record Sql(String file, Optional<Check.Expectation> expect) implements Kind {}

        record Http(HttpCheck check) implements Kind {}

        record Command(CommandCheck check) implements Kind {}

        /** No line that holds the text was added to the file since the commit. */
        record Log(String path, String absentText) implements Kind {}

        /** A method of a suite class, as a check that may also run after the commit. */
        record Asserts(Check check) implements Kind {}
    }
}
