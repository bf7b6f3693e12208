package dev.cleanslate.run;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.Set;

/** The content of a protected table long after a reset, taken just as the reset took it. */
public final class StandingContent {

    private final PgSession session;
    private final TableTrees trees;

    public StandingContent(PgSession session, Catalog catalog) {
        this.session = session;
        this.trees = new TableTrees(catalog);
    }

    public Content of(QualifiedName table, Fingerprinting how) {
        String select = Fingerprints.select(table, how, trees.columns(table), trees.key(table), Set.of());
        return Content.of(session.query(select).get(0));
    }
}
