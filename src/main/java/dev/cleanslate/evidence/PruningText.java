package dev.cleanslate.evidence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a pruning would do, for people. */
public final class PruningText {

    private PruningText() {}

    public static List<String> lines(Pruning pruning) {
        Columns columns = new Columns("llll");
        pruning.goes().forEach(run -> columns.row("goes", shown(pruning, run), command(run), "began " + when(run)));
        pruning.stays()
                .forEach((run, why) -> columns.row("stays", shown(pruning, run), command(run), Printable.of(why)));
        List<String> lines = new ArrayList<>(columns.lines(""));
        lines.add(Figures.count(pruning.goes().size(), "run") + " to go, "
                + Figures.count(pruning.stays().size(), "older one") + " needed, "
                + Figures.count(
                        pruning.history().runs().size()
                                - pruning.goes().size()
                                - pruning.stays().size(),
                        "other")
                + " young or among the newest.");
        return lines;
    }

    private static String shown(Pruning pruning, PastRun run) {
        Path folder = pruning.reports().relativize(run.folder());
        return Printable.of(folder.toString());
    }

    private static String command(PastRun run) {
        return Printable.of(run.outline().command(), 20);
    }

    private static String when(PastRun run) {
        return run.outline().began().toString().substring(0, 10);
    }
}
