package dev.cleanslate.rehearsal;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which embedded server is wanted.
 *
 * @param major PostgreSQL's major version
 * @param settings settings of postgresql.conf beyond the room's own; they win where both name one
 */
public record EmbeddedRequest(int major, Map<String, String> settings) {

    private static final int OLDEST = 14;
    private static final int NEWEST = 18;
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Where the server listens and lives is what the room promises; the includes are no settings at all. */
    private static final Set<String> NOT_YOURS = Set.of(
            "listen_addresses",
            "port",
            "unix_socket_directories",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "external_pid_file",
            "include",
            "include_dir",
            "include_if_exists");

    public EmbeddedRequest {
        if (!offers(major)) {
            throw new IllegalArgumentException(
                    "an embedded server of PostgreSQL " + major + " was asked for, but there are " + OLDEST + " to "
                            + NEWEST + ". Name one of these. Nothing was started.");
        }
        settings.forEach(EmbeddedRequest::check);
        settings = Map.copyOf(settings);
    }

    static boolean offers(int major) {
        return major >= OLDEST && major <= NEWEST;
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a PostgreSQL setting. Write it in lower case,"
                            + " as SHOW ALL does. Nothing was started.");
        }
        if (NOT_YOURS.contains(name)) {
            throw new IllegalArgumentException(
                    "the setting \"" + name + "\" cannot be chosen: an embedded server listens on"
                            + " 127.0.0.1, on a free port, in a folder of its own. Leave it out. Nothing was started.");
        }
        if (CONTROL.matcher(value).find()) {
            throw new IllegalArgumentException("the value of the setting \"" + name + "\" holds a line break or another"
                    + " control character. Take it out. Nothing was started.");
        }
    }
}
