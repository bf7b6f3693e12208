package dev.cleanslate.rehearsal;

/** Where in SQL the end of a line is: within a literal, a name, a body or a comment, or between the words. */
final class SqlText {

    private enum Within {
        NOTHING,
        LITERAL,
        ESCAPED_LITERAL,
        NAME,
        BODY,
        COMMENT
    }

    private Within within = Within.NOTHING;
    private String tag = "";
    private int depth;

    boolean neutral() {
        return within == Within.NOTHING;
    }

    void read(String line) {
        int i = 0;
        while (i < line.length()) {
            i = step(line, i);
        }
    }

    private int step(String line, int i) {
        char c = line.charAt(i);
        switch (within) {
            case LITERAL -> within = c == '\'' ? Within.NOTHING : within;
            case ESCAPED_LITERAL -> {
                if (c == '\\') {
                    return i + 2;
                }
                within = c == '\'' ? Within.NOTHING : within;
            }
            case NAME -> within = c == '"' ? Within.NOTHING : within;
            case BODY -> {
                if (line.startsWith(tag, i)) {
                    within = Within.NOTHING;
                    return i + tag.length();
                }
            }
            case COMMENT -> {
                if (line.startsWith("*/", i)) {
                    within = --depth == 0 ? Within.NOTHING : within;
                    return i + 2;
                }
                if (line.startsWith("/*", i)) {
                    depth++;
                    return i + 2;
                }
            }
            case NOTHING -> {
                return open(line, i, c);
            }
        }
        return i + 1;
    }

    private int open(String line, int i, char c) {
        if (c == '\'') {
            boolean escapes = i > 0 && "eE".indexOf(line.charAt(i - 1)) >= 0 && (i == 1 || !word(line.charAt(i - 2)));
            within = escapes ? Within.ESCAPED_LITERAL : Within.LITERAL;
        } else if (c == '"') {
            within = Within.NAME;
        } else if (line.startsWith("--", i)) {
            return line.length();
        } else if (line.startsWith("/*", i)) {
            within = Within.COMMENT;
            depth = 1;
            return i + 2;
        } else if (c == '$' && (i == 0 || !word(line.charAt(i - 1)))) {
            int end = i + 1;
            while (end < line.length() && word(line.charAt(end)) && line.charAt(end) != '$') {
                end++;
            }
            if (end < line.length() && line.charAt(end) == '$') {
                tag = line.substring(i, end + 1);
                within = Within.BODY;
                return end + 1;
            }
        }
        return i + 1;
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
