package dev.cleanslate.evidence;

/** Colour, or none. Sequences are added after widths are computed, never before. */
record Ink(boolean on) {

    static final Ink NONE = new Ink(false);

    String bold(String text) {
        return sgr("1", text);
    }

    String dim(String text) {
        return sgr("2", text);
    }

    String red(String text) {
        return sgr("31", text);
    }

    String green(String text) {
        return sgr("32", text);
    }

    String yellow(String text) {
        return sgr("33", text);
    }

    private String sgr(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
