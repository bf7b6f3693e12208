package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What somebody gave to have a database really reset. {@code execute}: what the target is confirmed as; {@code rows}: how
 * many will go, as typed; {@code certificate}: the file of one, instead of the newest.
 */
public record Consent(
        Optional<String> execute, Optional<String> rows, Optional<Path> certificate, boolean noRehearsal) {

    public static final Consent NONE = of(Optional.empty(), false);

    public static Consent of(Optional<String> execute, boolean noRehearsal) {
        return new Consent(execute, Optional.empty(), Optional.empty(), noRehearsal);
    }
}
