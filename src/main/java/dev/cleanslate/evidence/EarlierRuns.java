package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs of the same command, suite and target that ended before this one, the newest first. {@code number} counts the runs
 * of a suite on a target as they lie there.
 */
record EarlierRuns(int number, List<Earlier> runs) {

    static final EarlierRuns NONE = new EarlierRuns(1, List.of());

    private static final int MOST = 20;

    /** A record of a scan that found very much is left out rather than read on every run. */
    private static final long LARGEST = 8L << 20;

    record Earlier(int number, RunRecord record) {}

    static EarlierRuns of(Path folder, String command) {
        Path home = folder.toAbsolutePath().getParent();
        String self = String.valueOf(folder.getFileName());
        if (home == null) {
            return NONE;
        }
        List<Path> before;
        try (Stream<Path> beside = Files.list(home)) {
            before = beside.filter(run -> RunId.names(run)
                            && Files.isRegularFile(run.resolve(RunRecord.NAME))
                            && isBefore(String.valueOf(run.getFileName()), self))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return NONE;
        }
        List<Earlier> runs = new ArrayList<>();
        for (int i = before.size() - 1; i >= 0 && runs.size() < MOST; i--) {
            read(before.get(i), command, i + 1, runs);
        }
        return new EarlierRuns(before.size() + 1, List.copyOf(runs));
    }

    /** Of those that began in the same second, whichever has its record was over when this one ends. */
    private static boolean isBefore(String run, String self) {
        return !run.equals(self)
                && run.substring(0, RunId.SECOND_LENGTH)
                                .compareTo(self.substring(0, Math.min(self.length(), RunId.SECOND_LENGTH)))
                        <= 0;
    }

    /** One that cannot be read is a gap in a trend, and no more. */
    private static void read(Path folder, String command, int number, List<Earlier> into) {
        Path file = folder.resolve(RunRecord.NAME);
        try {
            if (Files.size(file) <= LARGEST) {
                RunRecord record = RunRecord.of(Files.readAllBytes(file));
                if (record.is(command) && record.finishedAt().isPresent()) {
                    into.add(new Earlier(number, record));
                }
            }
        } catch (IOException | UnreadableRecord gap) {
            return;
        }
    }
}
