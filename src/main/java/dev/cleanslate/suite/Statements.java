package dev.cleanslate.suite;

import dev.cleanslate.suite.SqlScanner.Kind;
import dev.cleanslate.suite.SqlScanner.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a script at the semicolons that end a statement: not those in quotes, in parentheses (CREATE RULE … DO (a; b))
 * or in a function body written as BEGIN ATOMIC … END.
 */
final class Statements {

    private static final int WORDS_KEPT = 64;

    private final String sql;
    private final SqlScanner scanner;
    private final List<StatementSpan> spans = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private Optional<SqlText.ScriptFault> fault = Optional.empty();
    private int parentheses;
    private boolean inBody;
    private Optional<Token> first = Optional.empty();
    private Optional<Token> last = Optional.empty();

    Statements(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql);
        Token token = scanner.next();
        while (token.kind() != Kind.END && token.kind() != Kind.BROKEN && fault.isEmpty()) {
            take(token);
            token = scanner.next();
        }
        if (token.kind() == Kind.BROKEN) {
            fault = Optional.of(new SqlText.ScriptFault(token.line(), token.text()));
        } else if (parentheses > 0) {
            complain("a parenthesis is not closed");
        } else if (inBody) {
            complain("a body that begins with BEGIN ATOMIC has no END");
        }
        endStatement();
    }

    List<StatementSpan> spans() {
        return List.copyOf(spans);
    }

    /** Why the text could not be split soundly. */
    Optional<SqlText.ScriptFault> fault() {
        return fault;
    }

    private void take(Token token) {
        if (token.is(";") && parentheses == 0 && !inBody) {
            endStatement();
            return;
        }
        if (first.isEmpty()) {
            first = Optional.of(token);
        }
        if (token.is("(")) {
            parentheses++;
        } else if (token.is(")") && --parentheses < 0) {
            complain("a parenthesis is closed that was never opened");
        } else if (token.is("\\")) {
            fault = Optional.of(new SqlText.ScriptFault(
                    token.line(), "a backslash command of psql (or a stray backslash) stands in it"));
        } else if (token.kind() == Kind.WORD && parentheses == 0) {
            followBody(token);
            if (words.size() < WORDS_KEPT) {
                words.add(token.text());
            }
        }
        last = Optional.of(token);
    }

    /** A body ends at the END right after a semicolon (or after ATOMIC); the END of a CASE never stands there. */
    private void followBody(Token token) {
        boolean afterEnd = last.filter(t -> t.is(";") || t.is("ATOMIC")).isPresent();
        if (inBody && token.is("END") && afterEnd) {
            inBody = false;
        } else if (!inBody
                && token.is("ATOMIC")
                && last.filter(t -> t.is("BEGIN")).isPresent()
                && createsRoutine()) {
            inBody = true;
        }
    }

    private boolean createsRoutine() {
        List<String> head = words.subList(0, Math.min(4, words.size()));
        return head.get(0).equals("CREATE") && (head.contains("FUNCTION") || head.contains("PROCEDURE"));
    }

    private void complain(String why) {
        int line = last.or(() -> first).map(Token::line).orElse(1);
        fault = Optional.of(new SqlText.ScriptFault(line, why));
    }

    private void endStatement() {
        first.ifPresent(f -> {
            int end = last.map(Token::end).orElse(f.end());
            spans.add(new StatementSpan(sql.substring(f.start(), end), f.line(), f.start(), end, words));
        });
        first = Optional.empty();
        last = Optional.empty();
        words.clear();
    }
}
