package dev.cleanslate.postgres;

import java.util.Optional;

/**
 * Has the server parse and analyse a statement without running it. PREPARE does that and no more; what it locks to
 * read names goes with the savepoint or the transaction around it.
 */
final class Objections {

    private static final String NAME = "cleanslate_question";
    private static final String PREPARE = "PREPARE " + NAME + " AS ";

    private Objections() {}

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
            boolean open = session.query(
                            "SELECT pg_catalog.cardinality(parameter_types) FROM pg_catalog.pg_prepared_statements"
                                    + " WHERE name OPERATOR(pg_catalog.=) '" + NAME + "'")
                    .get(0)
                    .number(1)
                    > 0;
            session.execute("DEALLOCATE " + NAME);
            return open ? Optional.of("it has a parameter ($1), and there is no value for one") : Optional.empty();
        });
    }

    private static String said(SqlFailure failure) {
        return switch (failure.kind()) {
            case RETRYABLE, CANCELLED, CONNECTION, DISK_FULL -> throw failure;
            case PRIVILEGE, SYNTAX, READ_ONLY, OTHER -> failure.serverMessage()
                    + (failure.position() > PREPARE.length()
                            ? " (at character " + (failure.position() - PREPARE.length()) + ")"
                            : "")
                    + failure.hint().map(hint -> ". " + hint).orElse("");
        };
    }
}
