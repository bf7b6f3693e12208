package dev.cleanslate.run;

import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.stream.Collectors;

/** Puts the rows that stay aside, truncates the table, and puts them back with their numbers. */
final class Survivors {

    private static final String ASIDE = "pg_temp.cleanslate_survivors";

    private Survivors() {}

    /** The rows that stayed. */
    static long outAndBack(PgSession session, Work.Survivors work) {
        String table = work.table().sql();
        String columns = work.columns().stream().map(QualifiedName::quote).collect(Collectors.joining(", "));
        session.execute("CREATE TEMPORARY TABLE cleanslate_survivors ON COMMIT DROP AS SELECT " + columns + " FROM "
                + table + " WHERE (" + work.keep() + "\n) IS TRUE");
        session.execute("TRUNCATE TABLE " + table + " CONTINUE IDENTITY RESTRICT");
        long stayed = session.execute("INSERT INTO " + table + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT "
                + columns + " FROM " + ASIDE);
        session.execute("DROP TABLE " + ASIDE);
        return stayed;
    }
}
