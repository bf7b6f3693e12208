package dev.cleanslate.run;

import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import java.util.Set;

/** The content of a protected table long after a reset, taken just as the reset took it. */
public final class StandingContent {

    private final PgSession session;
    private final TableTrees trees;

    public StandingContent(PgSession session, Catalog catalog) {
        this.session = session;
        this.trees = new TableTrees(catalog);
    }

    public Content of(TablePlan table) {
        String select = Fingerprints.select(
                table.table(), table.fingerprint(), trees.columns(table.table()), trees.key(table.table()), Set.of());
        return Content.of(session.query(select).get(0));
    }
}
