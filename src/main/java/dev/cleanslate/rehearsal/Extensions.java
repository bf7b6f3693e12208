package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.rehearsal.Origin.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a server's extensions suit what a copy asks for.
 *
 * @param without what is missing there, and may be
 * @param notes what a reader of the rehearsal should know
 */
record Extensions(Set<String> without, List<String> notes) {

    private static final String AVAILABLE = "SELECT name, default_version FROM pg_catalog.pg_available_extensions";
    private static final String INSTALLED = "SELECT extname, extversion FROM pg_catalog.pg_extension";

    /** Of a server on which they can be made. {@code where} as in {@code a container of postgres:15}. */
    static Extensions available(PgSession server, String where, Wish wish) {
        return compare(server, AVAILABLE, where, wish);
    }

    /** Of a database that is a copy already. */
    static Extensions installed(PgSession server, String where, Wish wish) {
        return compare(server, INSTALLED, where, wish);
    }

    private static Extensions compare(PgSession server, String sql, String where, Wish wish) {
        Map<String, String> there = server.query(sql).stream()
                .collect(Collectors.toMap(
                        row -> Objects.requireNonNull(row.text(0)), row -> Objects.requireNonNull(row.text(1))));
        List<Extension> missing = wish.origin().extensions().stream()
                .filter(extension -> !there.containsKey(extension.name()))
                .toList();
        List<Extension> unwaived = missing.stream()
                .filter(extension -> !wish.waived().contains(extension.name()))
                .toList();
        if (!unwaived.isEmpty()) {
            throw ServerUnavailableException.unfit(
                    "The throwaway server (" + where + ") does not have what the target uses: the extension"
                            + (unwaived.size() == 1 ? " " : "s ") + listed(unwaived)
                            + ". Rehearse on an image that has it (rehearsal: { on: container, image: … }) or on a branch"
                            + " (rehearsal: { on: external, … }), or rehearse without what needs it"
                            + " (rehearsal: { waive-extensions: ["
                            + unwaived.stream().map(Extension::name).collect(Collectors.joining(", ")) + "] }).",
                    null);
        }
        List<String> notes = new ArrayList<>();
        if (!missing.isEmpty()) {
            notes.add("rehearsed without " + listed(missing) + ", which this server does not have (waive-extensions)");
        }
        wish.origin().extensions().stream()
                .filter(extension ->
                        !extension.version().equals(there.getOrDefault(extension.name(), extension.version())))
                .forEach(extension ->
                        notes.add("the target has " + extension + ", this server " + there.get(extension.name())));
        return new Extensions(
                missing.stream().map(Extension::name).collect(Collectors.toCollection(TreeSet::new)), notes);
    }

    private static String listed(List<Extension> extensions) {
        return extensions.stream().map(Extension::toString).collect(Collectors.joining(", "));
    }
}
