package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.rehearsal.Origin.Characters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a database that stores and compares texts as the source does, or as nearly as the server can. The encoding is
 * never another; a locale that the server does not know becomes C, and that is said.
 */
final class EmptyDatabase {

    private static final int SINCE_PROVIDERS = 15;
    private static final Set<SqlFailure.Kind> NOTHING_TO_DO_WITH_LOCALES =
            Set.of(SqlFailure.Kind.CONNECTION, SqlFailure.Kind.DISK_FULL, SqlFailure.Kind.PRIVILEGE);
    private static final String DUPLICATE = "42P04";

    private EmptyDatabase() {}

    /** Gives what has to be said of its locale. */
    static Optional<String> create(PgSession admin, String name, Origin origin) {
        Characters wanted = origin.characters();
        List<String> ways = List.copyOf(new LinkedHashSet<>(List.of(
                options(origin, wanted.collate(), wanted.ctype(), true),
                options(origin, "C", "C.UTF-8", true),
                options(origin, "C", "C", true),
                options(origin, "C", "C.UTF-8", false),
                options(origin, "C", "C", false))));
        SqlFailure last = null;
        for (String way : ways) {
            try {
                admin.execute("CREATE DATABASE " + QualifiedName.quote(name) + way);
                return last == null || sortsAlike(wanted, way) ? Optional.empty() : Optional.of(note(wanted));
            } catch (SqlFailure failure) {
                if (NOTHING_TO_DO_WITH_LOCALES.contains(failure.kind())
                        || failure.sqlState().equals(DUPLICATE)) {
                    throw refused(name, failure);
                }
                last = failure;
            }
        }
        throw refused(name, last);
    }

    static String options(Origin origin, String collate, String ctype, boolean ownProvider) {
        Characters wanted = origin.characters();
        String options = " TEMPLATE template0 ENCODING " + quote(wanted.encoding()) + " LC_COLLATE " + quote(collate)
                + " LC_CTYPE " + quote(ctype);
        if (origin.major() < SINCE_PROVIDERS) {
            return options;
        }
        return options
                + switch (ownProvider ? wanted.provider() : "c") {
                    case "i" ->
                        " LOCALE_PROVIDER icu ICU_LOCALE " + quote(wanted.locale())
                                + (wanted.rules().isEmpty() ? "" : " ICU_RULES " + quote(wanted.rules()));
                    case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + quote(wanted.locale());
                    default -> " LOCALE_PROVIDER libc";
                };
    }

    private static boolean sortsAlike(Characters wanted, String way) {
        return switch (wanted.provider()) {
            case "i" -> way.contains("ICU_LOCALE");
            case "b" -> way.contains("BUILTIN_LOCALE");
            default -> Set.of("C", "POSIX", "C.UTF-8", "C.utf8").contains(wanted.collate());
        };
    }

    private static String note(Characters wanted) {
        return "the target sorts texts by " + wanted.sorting()
                + ", which this server does not know: the copy sorts them"
                + " by C, so a condition that compares texts with < or > may choose other rows there";
    }

    private static String quote(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static ServerUnavailableException refused(String name, @Nullable SqlFailure failure) {
        return ServerUnavailableException.unfit(
                "The database \"" + name + "\" cannot be made on the throwaway server: "
                        + (failure == null ? "" : failure.getMessage()) + ".",
                failure);
    }
}
