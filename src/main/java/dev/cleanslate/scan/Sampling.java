package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at the first rows of a table. The values stay on the server; what comes over is how many look like what. */
final class Sampling {

    private static final int ROWS = 200;

    /** A column is one row of a VALUES list, and tables of a thousand columns of text exist. */
    private static final int COLUMNS_AT_ONCE = 100;

    private static final String SQL = """
            SELECT c.n, count(*) AS seen,
              count(*) FILTER (WHERE c.v ~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:].]+$|^[^@[:space:]]+@localhost$') AS mails,
              count(*) FILTER (WHERE c.v ~ '^[a-zA-Z][a-zA-Z+.-]*://') AS urls,
              count(*) FILTER (WHERE c.v ~ '^[+(]?[0-9][0-9 ()./-]{5,20}$' AND c.v ~ '^[+(0]|[ ()/-]' AND c.v !~ '^[0-9]{4}-|^[0-9]+([.][0-9]+)?$|^[0-9]{1,3}[.]') AS phones,
              count(*) FILTER (WHERE c.v ~ '^[0-9]{1,3}([.][0-9]{1,3}){3}$|^[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*:[0-9a-fA-F.]*$') AS addresses,
              count(*) FILTER (WHERE c.v ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$') AS uuids,
              count(*) FILTER (WHERE c.v ~ '^([$](2[aby]|argon2(id|i|d)|scrypt|pbkdf2[-a-z0-9]*|apr1|[156])[$]|(bcrypt|argon2|scrypt|pbkdf2)[_:$]|[{]?(bcrypt|scrypt|pbkdf2|SSHA|sha256))') AS hashes,
              count(*) FILTER (WHERE c.v ~ '^[3-6][0-9]{3}[ -]?[0-9]{4,6}[ -]?[0-9]{4,5}[ -]?[0-9]{0,4}$') AS cards,
              count(*) FILTER (WHERE c.v ~ '^[0-9]{7,15}$') AS numbers,
              avg(length(c.v))::bigint AS length
            FROM (SELECT %s FROM %s LIMIT %d) AS t
            CROSS JOIN LATERAL (VALUES %s) AS c(n, v)
            WHERE c.v IS NOT NULL AND c.v <> ''
            GROUP BY c.n""";

    private Sampling() {}

    /** Of those columns that hold text. */
    static Map<String, Sample> of(PgSession session, String from, List<Column> columns) {
        Map<String, Sample> samples = new HashMap<>();
        List<Column> texts = columns.stream().filter(Recognition::texts).toList();
        for (int start = 0; start < texts.size(); start += COLUMNS_AT_ONCE) {
            samples.putAll(chunk(session, from, texts.subList(start, Math.min(texts.size(), start + COLUMNS_AT_ONCE))));
        }
        return samples;
    }

    private static Map<String, Sample> chunk(PgSession session, String from, List<Column> columns) {
        StringBuilder selected = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String name = QualifiedName.quote(columns.get(i).name());
            selected.append(i == 0 ? "" : ", ").append(name);
            values.append(i == 0 ? "" : ", ")
                    .append("(%d, pg_catalog.left(t.%s::text, 200) COLLATE \"C\")".formatted(i, name));
        }
        Map<String, Sample> samples = new HashMap<>();
        session.query(SQL.formatted(selected, from, ROWS, values))
                .forEach(row -> samples.put(
                        columns.get(Math.toIntExact(row.number("n"))).name(),
                        new Sample(
                                row.number("seen"),
                                row.number("mails"),
                                row.number("urls"),
                                row.number("phones"),
                                row.number("addresses"),
                                row.number("uuids"),
                                row.number("hashes"),
                                row.number("cards"),
                                row.number("numbers"),
                                row.number("length"))));
        return samples;
    }
}
