package dev.cleanslate.postgres;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;

/**
 * Sends a text of many statements as one message, as psql does. The driver would cut it at semicolons by its own
 * lights, and cuts a function with BEGIN ATOMIC in the wrong place; the server knows where a statement ends.
 */
final class Scripts {

    private static final int FLAGS =
            QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_NO_RESULTS;

    private Scripts() {}

    static void run(BaseConnection connection, String sql) throws SQLException {
        QueryExecutor executor = connection.getQueryExecutor();
        Query whole = executor.wrap(List.of(new NativeQuery(sql, SqlCommand.BLANK)));
        try {
            executor.execute(whole, null, new Outcome(), 0, 0, FLAGS);
        } finally {
            whole.close();
        }
    }

    /** Keeps nothing but the first error. */
    private static final class Outcome extends ResultHandlerBase {
        @Override
        public void handleWarning(SQLWarning warning) {
            // A notice of the server: it may quote rows, and nobody asked for it.
        }
    }
}
