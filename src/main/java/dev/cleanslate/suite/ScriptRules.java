package dev.cleanslate.suite;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a statement of a suite's script may not be, since everything up to the one commit must be able to roll back. */
final class ScriptRules {

    private static final Set<String> TRANSACTION_CONTROL =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

    private ScriptRules() {}

    /** As in {@code COMMIT is transaction control, which …}. */
    static Optional<String> faultOf(StatementSpan statement) {
        List<String> words = statement.words();
        String first = words.isEmpty() ? "" : words.get(0);
        if (TRANSACTION_CONTROL.contains(first)) {
            return Optional.of(first + " is transaction control, which belongs to the run");
        }
        if (statement.begins("PREPARE", "TRANSACTION")) {
            return Optional.of("PREPARE TRANSACTION is transaction control, which belongs to the run");
        }
        if (first.equals("SET")) {
            return setting(words);
        }
        if (first.equals("COPY") && words.stream().anyMatch(w -> w.equals("STDIN") || w.equals("STDOUT"))) {
            return Optional.of("COPY with STDIN or STDOUT needs a client that speaks it; use INSERT");
        }
        if (!runsInTransaction(statement, first)) {
            return Optional.of((first.equals("VACUUM")
                            ? first
                            : String.join(" ", words.subList(0, Math.min(2, words.size()))))
                    + (words.contains("CONCURRENTLY") ? " CONCURRENTLY" : "") + " cannot run inside a transaction");
        }
        return Optional.empty();
    }

    private static Optional<String> setting(List<String> words) {
        List<String> scope = List.of("LOCAL", "SESSION");
        int at = words.size() > 2
                        && scope.contains(words.get(1))
                        && !words.get(2).equals("CHARACTERISTICS")
                ? 2
                : 1;
        String what = words.size() > at ? words.get(at) : "";
        if (what.equals("TRANSACTION") || (what.equals("SESSION") && words.contains("CHARACTERISTICS"))) {
            return Optional.of("SET " + what + " changes the transaction, which belongs to the run");
        }
        return what.equals("SESSION_REPLICATION_ROLE")
                ? Optional.of("SET session_replication_role switches foreign keys off, so rows could point nowhere")
                : Optional.empty();
    }

    private static boolean runsInTransaction(StatementSpan statement, String first) {
        List<String> words = statement.words();
        List<String> head = words.subList(0, Math.min(4, words.size()));
        return switch (first) {
            case "VACUUM" -> false;
            case "CREATE", "DROP" ->
                !(statement.begins(first, "DATABASE")
                        || statement.begins(first, "TABLESPACE")
                        || (head.contains("INDEX") && head.contains("CONCURRENTLY")));
            case "REINDEX" -> !(head.contains("CONCURRENTLY") || head.contains("DATABASE") || head.contains("SYSTEM"));
            case "ALTER" -> !statement.begins("ALTER", "SYSTEM");
            case "DISCARD" -> !statement.begins("DISCARD", "ALL");
            default -> true;
        };
    }
}
