package dev.cleanslate.rehearsal;

/** pg_dump and its like for tests of other rooms. */
public final class ToolsOfThisMachine {

    private ToolsOfThisMachine() {}

    public static ClientTools forServer(int major) {
        return InstalledTools.onThisMachine(System.getenv()).fitting(major).orElseThrow();
    }
}
