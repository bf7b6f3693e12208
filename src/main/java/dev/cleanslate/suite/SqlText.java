package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is the kind of SQL it is meant as: one expression, one query, or a script without transaction control.
 * It looks at quotes, comments, parentheses and first words only; whether the rest means anything the server says. It
 * holds for sessions with standard_conforming_strings on. A text may end in a line comment: whoever puts more behind
 * it begins a new line.
 */
public final class SqlText {

    private static final Set<String> QUERY_WORDS = Set.of("SELECT", "WITH", "TABLE", "VALUES");

    private SqlText() {}

    /** Something that a script may not hold, with the line of the statement in the script. */
    public record ScriptFault(int line, String what) {}

    /** As in {@code it holds a semicolon}; nothing for a text that can stand in parentheses. */
    public static Optional<String> faultAsExpression(String sql) {
        Statements statements = new Statements(sql);
        if (statements.fault().isPresent()) {
            return statements.fault().map(ScriptFault::what);
        }
        if (statements.spans().isEmpty()) {
            return Optional.of("it is empty");
        }
        return hasSemicolon(sql) ? Optional.of("it holds a semicolon") : Optional.empty();
    }

    /** Nothing for one query, with or without a semicolon behind it. */
    public static Optional<String> faultAsQuery(String sql) {
        Statements statements = new Statements(sql);
        if (statements.fault().isPresent()) {
            return statements.fault().map(ScriptFault::what);
        }
        if (statements.spans().isEmpty()) {
            return Optional.of("it is empty");
        }
        SqlScanner scanner = new SqlScanner(sql);
        SqlScanner.Token token = scanner.next();
        while (token.is("(") || token.is(";")) {
            token = scanner.next();
        }
        return token.kind() == SqlScanner.Kind.WORD && QUERY_WORDS.contains(token.text())
                ? QueryRules.faultOf(sql)
                : Optional.of("it does not begin with SELECT, WITH, TABLE or VALUES");
    }

    /** The statements of a script; of a text that cannot be split soundly, those before the fault. */
    public static List<StatementSpan> statements(String sql) {
        return new Statements(sql).spans();
    }

    /** Everything in a script that would end, begin or escape the transaction it is to run in, in its order. */
    public static List<ScriptFault> faultsAsScript(String sql) {
        Statements statements = new Statements(sql);
        List<ScriptFault> faults = new ArrayList<>();
        for (StatementSpan statement : statements.spans()) {
            ScriptRules.faultOf(statement).ifPresent(what -> faults.add(new ScriptFault(statement.line(), what)));
        }
        // After COPY … FROM STDIN comes data, which is no SQL, so what it looks like is not worth a second message.
        if (faults.stream().noneMatch(fault -> fault.what().startsWith("COPY"))) {
            statements.fault().ifPresent(faults::add);
        }
        if (faults.isEmpty() && statements.spans().isEmpty()) {
            faults.add(new ScriptFault(1, "it holds no statement"));
        }
        return List.copyOf(faults);
    }

    private static boolean hasSemicolon(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        SqlScanner.Token token = scanner.next();
        while (token.kind() != SqlScanner.Kind.END) {
            if (token.is(";")) {
                return true;
            }
            token = scanner.next();
        }
        return false;
    }
}
