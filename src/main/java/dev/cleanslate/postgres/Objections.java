package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the server parse and analyse a statement without running it. PREPARE does that and no more; what it locks to
 * read names goes with the savepoint or the transaction around it.
 */
final class Objections {

    private static final String NAME = "cleanslate_question";
    private static final String PREPARE = "PREPARE " + NAME + " AS ";

    private static final String OURS =
            "SELECT name, pg_catalog.cardinality(parameter_types) AS parameters FROM pg_catalog.pg_prepared_statements"
                    + " WHERE pg_catalog.starts_with(name, '" + NAME + "')";

    private Objections() {}

    /** All in one go when the server takes them all; else, to know which it does not, one by one. */
    static Map<String, Optional<String>> toAll(PgSession session, List<String> statements) {
        Map<String, Optional<String>> objections = new LinkedHashMap<>();
        if (statements.stream().allMatch(Statements::preparable) && takesAll(session, statements)) {
            statements.forEach(statement -> objections.put(statement, Optional.empty()));
        } else {
            statements.forEach(statement -> objections.computeIfAbsent(statement, s -> to(session, s)));
        }
        return objections;
    }

    private static boolean takesAll(PgSession session, List<String> statements) {
        List<String> prepare = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            prepare.add("PREPARE " + NAME + "_" + i + " AS " + statements.get(i));
        }
        try {
            return Aside.of(session, () -> {
                session.batch(prepare);
                return session.query(OURS).stream().allMatch(row -> row.number("parameters") == 0);
            });
        } catch (BatchFailure e) {
            if (passing(e.failure())) {
                throw e.failure();
            }
            return false;
        } finally {
            // Prepared statements outlive a rollback.
            if (!session.broken()) {
                session.batch(session.query(OURS).stream()
                        .map(row -> "DEALLOCATE " + QualifiedName.quote(row.word("name")))
                        .toList());
            }
        }
    }

    static Optional<String> to(PgSession session, String statement) {
        if (!Statements.preparable(statement)) {
            return Optional.of("it begins with none of SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, TABLE, WITH");
        }
        return Aside.of(session, () -> {
            try {
                session.execute(PREPARE + statement);
            } catch (SqlFailure e) {
                return Optional.of(said(e));
            }
            boolean open = session.query(OURS).get(0).number("parameters") > 0;
            session.execute("DEALLOCATE " + NAME);
            return open ? Optional.of("it has a parameter ($1), and there is no value for one") : Optional.empty();
        });
    }

    /** Whether it says nothing about the statement, only about this moment. */
    static boolean passing(SqlFailure failure) {
        return switch (failure.kind()) {
            case RETRYABLE, CANCELLED, CONNECTION, DISK_FULL -> true;
            case PRIVILEGE, SYNTAX, READ_ONLY, OTHER -> false;
        };
    }

    private static String said(SqlFailure failure) {
        if (passing(failure)) {
            throw failure;
        }
        int position = failure.position() - PREPARE.length();
        return failure.serverMessage()
                + (position > 0 ? " (at character " + position + ")" : "")
                + failure.hint().map(hint -> ". " + hint).orElse("");
    }
}
