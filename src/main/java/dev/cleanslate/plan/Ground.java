package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Suite;

/** What every rule stands on: what was asked for, what is there, and what was decided of each table. */
record Ground(
        Suite suite, Catalog catalog, Names names, Families families, KeyGraph keys, Fates fates, Findings findings) {

    /** {@code phase "Accounts"}, as every message names a phase. */
    String phase(int index) {
        return called(suite.phases().get(index).name());
    }

    boolean keeps(int phase) {
        return suite.phases().get(phase).action() instanceof Action.KeepRows;
    }

    /** Whether this phase says that the table may lose rows by cascade. */
    boolean letsCascade(QualifiedName table, int phase) {
        return suite.phases().get(phase).action() instanceof Action.KeepRows keep
                && keep.cascades().stream()
                        .anyMatch(written -> written.equals(names.written(table)) || written.equals(Names.full(table)));
    }

    static String called(String phaseName) {
        return "phase \"" + phaseName + "\"";
    }
}
