package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What somebody gave to have a database really reset. {@code execute}: what the target is confirmed as; {@code rows}: how
 * many will go, as typed; {@code certificate}: the file of one, instead of the newest; {@code storage}: the bucket whose
 * objects without a row may be taken away.
 */
public record Consent(
        Optional<String> execute,
        Optional<String> rows,
        Optional<Path> certificate,
        boolean noRehearsal,
        Optional<String> storage) {

    /** With nothing said of an object store. */
    public Consent(Optional<String> execute, Optional<String> rows, Optional<Path> certificate, boolean noRehearsal) {
        this(execute, rows, certificate, noRehearsal, Optional.empty());
    }

    /** The same, and objects of this bucket may go. */
    public Consent clearing(Optional<String> bucket) {
        return new Consent(execute, rows, certificate, noRehearsal, bucket);
    }

    public static final Consent NONE = of(Optional.empty(), false);

    public static Consent of(Optional<String> execute, boolean noRehearsal) {
        return new Consent(execute, Optional.empty(), Optional.empty(), noRehearsal);
    }
}
