package dev.cleanslate.suite;

import dev.cleanslate.suite.SqlScanner.Kind;
import dev.cleanslate.suite.SqlScanner.Token;
import java.util.Map;
import java.util.Optional;

/** A check asks and changes nothing, but WITH and INTO let a query write. */
final class QueryRules {

    /** What follows the word where it begins a statement; elsewhere the word can be a column's name. */
    private static final Map<String, String> WRITERS = Map.of("INSERT", "INTO", "DELETE", "FROM", "MERGE", "INTO");

    private QueryRules() {}

    static Optional<String> faultOf(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        Token beforeLast = scanner.next();
        Token last = scanner.next();
        if (beforeLast.is(";")) {
            return Optional.of("it begins with a semicolon");
        }
        for (Token token = scanner.next(); last.kind() != Kind.END; token = scanner.next()) {
            if (last.is(";") && token.kind() != Kind.END) {
                return Optional.of("it holds more than one statement, or a semicolon too many");
            }
            boolean update = last.is("UPDATE") && (token.kind() == Kind.WORD || token.kind() == Kind.NAME);
            if (beforeLast.is("(") && (token.is(WRITERS.getOrDefault(last.text(), ";")) || update)) {
                return Optional.of("it holds " + last.text() + ", and a check only reads");
            }
            if (last.is("INTO") && !beforeLast.is("AS")) {
                return Optional.of("it holds INTO, which makes a table, and a check only reads");
            }
            beforeLast = last;
            last = token;
        }
        return Optional.empty();
    }
}
