package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.suite.Suite;

/** What every rule stands on: what was asked for, what is there, and what was decided of each table. */
record Ground(
        Suite suite, Catalog catalog, Names names, Families families, KeyGraph keys, Fates fates, Findings findings) {

    /** {@code phase "Accounts"}, as every message names a phase. */
    String phase(int index) {
        return called(suite.phases().get(index).name());
    }

    static String called(String phaseName) {
        return "phase \"" + phaseName + "\"";
    }
}
