package dev.cleanslate.suite;

/**
 * Cuts SQL into tokens as PostgreSQL's own scanner does with standard_conforming_strings on, so that a semicolon or a
 * word inside quotes or a comment is never taken for one outside.
 */
final class SqlScanner {

    enum Kind {
        WORD,
        NAME,
        STRING,
        SYMBOL,
        END,
        /** What follows cannot be scanned; the token's text says why. */
        BROKEN
    }

    /** {@code text} is upper case for a word, the character itself for a symbol. */
    record Token(Kind kind, String text, int start, int end, int line) {

        boolean is(String wordOrSymbol) {
            return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
        }
    }

    private final String sql;
    private int at;
    private int line = 1;
    private int counted;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    Token next() {
        int unclosed = skipBlanksAndComments();
        int start = at;
        if (unclosed >= 0) {
            return broken("a comment is not closed", unclosed);
        }
        if (at >= sql.length()) {
            return token(Kind.END, "", start);
        }
        char c = sql.charAt(at);
        if (c == '\'') {
            return string(start, false);
        } else if (c == '"') {
            return quoted(start);
        } else if (c == '$') {
            return dollar(start);
        } else if (beginsWord(c)) {
            at = endOfWord(at);
            String word = sql.substring(start, at);
            return word.equalsIgnoreCase("e") && peek(0) == '\'' ? string(start, true) : word(word, start);
        }
        at++;
        return c == 0 ? broken("a NUL character stands in it", start) : token(Kind.SYMBOL, String.valueOf(c), start);
    }

    /** The start of a comment that is never closed, or -1. */
    private int skipBlanksAndComments() {
        while (at < sql.length()) {
            if (isBlank(peek(0))) {
                at++;
            } else if (peek(0) == '-' && peek(1) == '-') {
                skipLine();
            } else if (peek(0) == '/' && peek(1) == '*') {
                int start = at;
                if (!skipBlockComment()) {
                    return start;
                }
            } else {
                return -1;
            }
        }
        return -1;
    }

    private void skipLine() {
        while (at < sql.length() && peek(0) != '\n' && peek(0) != '\r') {
            at++;
        }
    }

    private boolean skipBlockComment() {
        int depth = 0;
        do {
            if (peek(0) == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (peek(0) == '*' && peek(1) == '/') {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return depth == 0;
    }

    private Token string(int start, boolean escapes) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (escapes && c == '\\') {
                at++;
            } else if (c == '\'' && peek(0) == '\'') {
                at++;
            } else if (c == '\'' && !(escapes && continuesOnAnotherLine())) {
                return token(Kind.STRING, "", start);
            }
        }
        return broken("a text in quotes is not closed", start);
    }

    /** An E'…' goes on, with its escapes, in a quote that only blanks with a line end, and comments, separate from it. */
    private boolean continuesOnAnotherLine() {
        int here = at;
        boolean lineEnd = false;
        while (at < sql.length() && (isBlank(peek(0)) || (peek(0) == '-' && peek(1) == '-'))) {
            lineEnd |= peek(0) == '\n' || peek(0) == '\r';
            if (peek(0) == '-') {
                skipLine();
            } else {
                at++;
            }
        }
        if (lineEnd && peek(0) == '\'') {
            at++;
            return true;
        }
        at = here;
        return false;
    }

    private Token quoted(int start) {
        for (int end = sql.indexOf('"', start + 1); end >= 0; end = sql.indexOf('"', end + 2)) {
            if (end + 1 >= sql.length() || sql.charAt(end + 1) != '"') {
                at = end + 1;
                return token(Kind.NAME, "", start);
            }
        }
        return broken("a quoted name is not closed", start);
    }

    private Token dollar(int start) {
        int tagEnd = start + 1;
        if (tagEnd < sql.length() && beginsWord(sql.charAt(tagEnd))) {
            while (tagEnd < sql.length() && continuesWord(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
                tagEnd++;
            }
        }
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            at = start + 1;
            return token(Kind.SYMBOL, "$", start);
        }
        String tag = sql.substring(start, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            return broken("a text between dollar signs is not closed", start);
        }
        at = end + tag.length();
        return token(Kind.STRING, "", start);
    }

    private Token word(String word, int start) {
        StringBuilder upper = new StringBuilder(word.length());
        // Only ASCII letters fold in a keyword; a dotless i or a long s makes another word.
        word.chars().forEach(c -> upper.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
        return token(Kind.WORD, upper.toString(), start);
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < sql.length() && continuesWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
    }

    private Token broken(String why, int start) {
        at = sql.length();
        return token(Kind.BROKEN, why, start);
    }

    private Token token(Kind kind, String text, int start) {
        for (; counted < start; counted++) {
            line += sql.charAt(counted) == '\n' ? 1 : 0;
        }
        return new Token(kind, text, start, Math.min(at, sql.length()), line);
    }

    private static boolean beginsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean continuesWord(char c) {
        return beginsWord(c) || (c >= '0' && c <= '9') || c == '$';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
