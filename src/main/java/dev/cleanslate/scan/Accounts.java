package dev.cleanslate.scan;

import dev.cleanslate.api.Masked;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The accounts of a table whose passwords are tried: all of a small one, else those that matter most. */
final class Accounts {

    static final String ID = "default-password";

    private static final long FEW = 500;
    private static final int SAMPLES = 3;
    private static final int SHOWN = 5;

    /** One look for each of these, and no more rows of each; the newest and the oldest come by the key's index. */
    private static final String SOME = """
            SELECT t.ctid::text AS at, t.%1$s::text AS stored%2$s FROM %3$s AS t
            WHERE t.%1$s IS NOT NULL AND (%4$s
            ) %5$s LIMIT %6$d""";

    private static final List<String> ADMINS =
            List.of("admin", "administrator", "root", "superuser", "super", "owner", "operator", "sysadmin", "manager");

    private final PgSession session;
    private final Subject subject;
    private final Recognised hash;
    private final List<String> names;
    private final Map<String, Passwords.Account> found = new LinkedHashMap<>();
    private String chosen = "all";

    private Accounts(PgSession session, Subject subject, Recognised hash) {
        this.session = session;
        this.subject = subject;
        this.hash = hash;
        this.names = subject.columns().stream()
                .filter(c -> c.kind() == Kind.USER_NAME || c.kind() == Kind.EMAIL)
                .map(c -> c.column().name())
                .toList();
    }

    /** How many rows the table has; {@code counted} is false where that is an estimate. */
    record Many(long rows, boolean counted) {}

    /** What came of it: findings, and what has to be said of what was not tried. */
    record Tried(Optional<Finding> finding, Optional<String> note, TableReport.Tried counts) {}

    /** {@code kept}: the predicate of rows that the suite keeps, where it says. */
    static Tried of(
            PgSession session,
            Subject subject,
            Recognised hash,
            Many many,
            Optional<String> kept,
            Passwords passwords,
            int keysAtMost) {
        Accounts accounts = new Accounts(session, subject, hash);
        accounts.choose(many.rows(), kept);
        return accounts.found.isEmpty() && many.rows() <= FEW
                ? new Tried(
                        Optional.empty(),
                        Optional.empty(),
                        new TableReport.Tried(hash.column().name(), true, 0, 0, 0, 0))
                : accounts.told(passwords.tryAll(List.copyOf(accounts.found.values())), many, keysAtMost);
    }

    private void choose(long total, Optional<String> kept) {
        if (total <= FEW) {
            take("true", "", FEW);
        } else if (kept.isPresent()) {
            chosen = "those that the suite keeps, at most " + FEW;
            // A suite may call the table by its name, which it does not have beside an alias.
            take(
                    "t.ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE (%s\n) LIMIT %d))"
                            .formatted(subject.table().name().sql(), kept.get(), FEW),
                    "",
                    FEW);
        } else {
            boolean ordered = subject.table().primaryKey().size() == 1;
            chosen = "those that look like administrators'"
                    + (ordered ? ", the newest and the oldest, at most " + FEW : ", at most " + FEW / 2);
            take(admin(), "", FEW / 2);
            if (ordered) {
                String key =
                        "t." + QualifiedName.quote(subject.table().primaryKey().get(0));
                take("true", "ORDER BY " + key + " DESC", FEW / 4);
                take("true", "ORDER BY " + key, FEW / 4);
            }
        }
    }

    private void take(String which, String order, long limit) {
        List<String> wanted = Stream.concat(subject.table().primaryKey().stream(), names.stream())
                .toList();
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < wanted.size(); i++) {
            columns.append(", t.%s::text AS c%d".formatted(QualifiedName.quote(wanted.get(i)), i));
        }
        String sql =
                SOME.formatted(QualifiedName.quote(hash.column().name()), columns, subject.from(), which, order, limit);
        session.query(sql).forEach(row -> take(row, subject.table().primaryKey().size()));
    }

    private void take(Row row, int keys) {
        String stored = row.word("stored").strip();
        // What applications store so that nobody can sign in.
        if (stored.isEmpty() || stored.startsWith("!") || stored.startsWith("*") || stored.equals("x")) {
            return;
        }
        List<String> key = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            key.add(Objects.requireNonNullElse(row.text(2 + i), ""));
        }
        List<String> called = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = row.text(2 + keys + i);
            if (name != null && !name.isBlank()) {
                called.add(name);
                called.add(name.replaceFirst("@.*", ""));
            }
        }
        found.putIfAbsent(
                row.word("at"),
                new Passwords.Account(
                        key,
                        stored,
                        called.stream().filter(n -> !n.isEmpty()).distinct().toList()));
    }

    /** By what it is called, by its role, or by a flag. */
    private String admin() {
        List<String> signs = new ArrayList<>();
        for (Column column : subject.table().columns()) {
            String name = "t." + QualifiedName.quote(column.name());
            String word = column.name().toLowerCase(Locale.ROOT);
            if (column.type().equals("boolean")
                    && word.matches("(is_?)?(admin|administrator|superuser|staff|owner|root)")) {
                signs.add(name + " IS TRUE");
            } else if (Recognition.texts(column)
                    && (names.contains(column.name()) || word.matches(".*(role|user_?type)"))) {
                String start = "pg_catalog.lower((" + name
                        + "::pg_catalog.text COLLATE \"C\")::pg_catalog.varchar(24)::pg_catalog.text)";
                signs.add("pg_catalog.split_part(" + start + ", '@', 1) = ANY (" + Sql.array(ADMINS)
                        + "::pg_catalog.text[])");
            }
        }
        return signs.isEmpty() ? "false" : String.join(" OR ", signs);
    }

    private Tried told(Passwords.Outcome outcome, Many many, int keysAtMost) {
        long total = many.rows();
        return new Tried(
                outcome.open().isEmpty() ? Optional.empty() : Optional.of(finding(outcome.open(), total, keysAtMost)),
                Optional.of(note(outcome, many)),
                new TableReport.Tried(
                        hash.column().name(),
                        total <= FEW,
                        outcome.tried(),
                        outcome.unfinished(),
                        outcome.unknown(),
                        outcome.tooCostly()));
    }

    private Finding finding(List<Passwords.Account> open, long total, int keysAtMost) {
        String table = subject.name();
        String column = hash.column().name();
        List<String> primary = subject.table().primaryKey();
        String which = primary.size() == 1 && !subject.personal(primary.get(0)) && open.size() <= SHOWN
                ? "%s in (%s)"
                        .formatted(
                                primary.get(0),
                                open.stream()
                                        .map(a -> Sql.literal(a.key().get(0)))
                                        .collect(Collectors.joining(", ")))
                : "...";
        return new Finding(
                ID,
                "The account opens with a password that seed scripts use, or with its own name.",
                table,
                Optional.of(column),
                open.size(),
                total == 0 ? 0 : Math.round(10_000.0 * open.size() / total) / 100.0,
                Severity.CRITICAL,
                Optional.empty(),
                Optional.empty(),
                open.stream()
                        .flatMap(a -> a.names().stream().limit(1))
                        .limit(SAMPLES)
                        .map(Masked::personal)
                        .toList(),
                open.stream()
                        .map(Passwords.Account::key)
                        .filter(key -> !key.isEmpty())
                        .limit(keysAtMost)
                        .toList(),
                "Have these passwords changed before anybody else tries them; or lock the accounts: reset: { %s: { %s: \"!\", where: \"%s\" } }"
                        .formatted(table, column, which));
    }

    private String note(Passwords.Outcome outcome, Many many) {
        String note =
                "Passwords of %s.%s: %d of %s accounts (%s) were tried with %d that seed scripts use, and with their own names."
                        .formatted(
                                subject.name(),
                                hash.column().name(),
                                outcome.tried(),
                                (many.counted() ? "" : "about ") + many.rows(),
                                chosen,
                                outcome.words());
        long none = many.rows() - found.size();
        if (many.counted() && many.rows() <= FEW && none > 0) {
            note += " " + none + " of them have no password that could be tried.";
        }
        if (outcome.unfinished() > 0) {
            note += " Time ran out: " + outcome.unfinished()
                    + " of them were not tried with all; more time: passwords: { within: 2m } in the suite's scan.";
        }
        if (outcome.unknown() > 0) {
            note += " " + outcome.unknown() + " more have a hash of a format that is not known here.";
        }
        if (outcome.tooCostly() > 0) {
            note += " " + outcome.tooCostly()
                    + " more have a hash that demands more time or memory than a try may take.";
        }
        return note;
    }
}
