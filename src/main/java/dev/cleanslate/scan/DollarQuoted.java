package dev.cleanslate.scan;

/** A text as a constant that is read as it stands; names of targets and patterns of suites may hold anything at all. */
final class DollarQuoted {

    private DollarQuoted() {}

    /** With the first tag that the text has nothing of. */
    static String of(String text) {
        String word = "tripwire";
        for (int turn = 2; text.contains(word); turn++) {
            word = "quoted_" + turn;
        }
        return "$" + word + "$" + text + "$" + word + "$";
    }
}
