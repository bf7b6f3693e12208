package dev.cleanslate.cli;

import java.io.Console;

/** Whether a person sees what is printed. */
final class Interactive {

    private Interactive() {}

    /**
     * Problem: since Java 22 {@code System.console()} answers also when nothing is a terminal, and the method that tells,
     * {@code Console.isTerminal}, is not there on 17. Solution: ask for it by name. See JDK-8308591.
     */
    static boolean terminal() {
        return !"dumb".equals(System.getenv("TERM")) && asks();
    }

    /** Whether a person can be asked something: both what is typed and what is printed is a terminal. */
    // Error Prone warns of this very problem.
    @SuppressWarnings("SystemConsoleNull")
    static boolean asks() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
