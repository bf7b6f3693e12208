package dev.cleanslate.evidence;

import dev.cleanslate.evidence.PastRun.PassedOver;
import dev.cleanslate.evidence.record.RunOutline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Past runs, newest first, by their records. {@code folders} is how many there are, read or not. */
public record History(Path reports, List<PastRun> runs, List<PassedOver> passedOver, int folders) {

    static final Comparator<PastRun> NEWEST_FIRST = Comparator.comparing(
                    (PastRun run) -> run.outline().began())
            .reversed()
            .thenComparing(run -> run.folder().toString());

    public History {
        runs = List.copyOf(runs);
        passedOver = List.copyOf(passedOver);
    }

    List<RunOutline> outlines() {
        return runs.stream().map(PastRun::outline).toList();
    }

    /** Which runs are wanted, and how many of them at most. */
    public record Wanted(Optional<String> target, Optional<String> suite, Optional<String> command, int limit) {

        static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
    }

    /** There is no such folder, target or suite. */
    public static final class Unknown extends Exception {

        private static final long serialVersionUID = 1L;

        private Unknown(String message) {
            super(message);
        }
    }

    /** Reads no more records than it takes: the names of the folders say which are the newest. */
    public static History of(Path reports, Wanted wanted) throws IOException, Unknown {
        requireKnown(reports, wanted);
        return read(reports, wanted);
    }

    @FunctionalInterface
    interface Reading {
        PastRun of(Path folder) throws PastRun.Unreadable;
    }

    static History read(Path reports, Wanted wanted) throws IOException {
        return read(reports, wanted, PastRun::read);
    }

    static History read(Path reports, Wanted wanted, Reading reading) throws IOException {
        List<Path> folders = RunFolders.newestFirst(reports, wanted.target(), wanted.suite());
        List<PastRun> runs = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (Path folder : folders) {
            if (runs.size() == wanted.limit()) {
                break;
            }
            try {
                PastRun run = reading.of(folder);
                if (wanted.command().map(run.outline()::is).orElse(true)) {
                    runs.add(run);
                }
            } catch (PastRun.Unreadable why) {
                passedOver.add(new PassedOver(folder, String.valueOf(why.getMessage())));
            }
        }
        runs.sort(NEWEST_FIRST);
        return new History(reports, runs, passedOver, folders.size());
    }

    private static void requireKnown(Path reports, Wanted wanted) throws IOException, Unknown {
        if (!Files.isDirectory(reports)) {
            throw new Unknown(
                    reports + ": there is no such folder. Name the one that runs report into with --reports DIR.");
        }
        if (wanted.target().isPresent()
                && RunFolders.newestFirst(reports, wanted.target(), Optional.empty())
                        .isEmpty()) {
            throw new Unknown(reports + ": there is no run of target \""
                    + wanted.target().get() + "\". " + there(RunFolders.names(reports, Optional.empty())));
        }
        if (wanted.suite().isPresent()
                && RunFolders.newestFirst(reports, wanted.target(), wanted.suite())
                        .isEmpty()) {
            throw new Unknown(reports + ": there is no run of suite \""
                    + wanted.suite().get() + "\""
                    + wanted.target()
                            .map(target -> " on target \"" + target + "\"")
                            .orElse("")
                    + ". "
                    + wanted.target().map(target -> thereOf(reports, target)).orElse(""));
        }
    }

    private static String thereOf(Path reports, String target) {
        try {
            return there(RunFolders.names(reports, Optional.of(target)));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String there(List<String> names) {
        return names.isEmpty()
                ? "Nothing was run yet that reports there."
                : "There are runs of: " + String.join(", ", names) + ".";
    }
}
