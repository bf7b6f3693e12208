package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunOutline;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** How long each step took in the newest run of the kind that passed, if that is not long ago. */
final class LastTimes {

    /** Of the kind that is asked for; others may be run far more often. */
    private static final int LOOKED_AT = 5;

    /** To read a larger one takes longer than its times are worth. */
    private static final long LARGEST = 8L << 20;

    /** So is reading more than these, whatever kinds they are of: the run waits for it. */
    private static final int READ_AT_MOST = 400;

    private static final long BYTES_AT_MOST = 32L << 20;

    private LastTimes() {}

    static Map<String, Long> of(RunFolder own, String command) {
        int read = 0;
        int ofKind = 0;
        long bytes = 0;
        try {
            for (Path folder : RunFolders.beside(own.path())) {
                Path file = folder.resolve(RunRecord.NAME);
                if (folder.equals(own.path()) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                    continue;
                }
                bytes += Files.size(file);
                if (++read > READ_AT_MOST || bytes > BYTES_AT_MOST) {
                    return Map.of();
                }
                try {
                    byte[] json = Files.readAllBytes(file);
                    RunOutline outline = RunOutline.of(json);
                    if (outline.is(command)) {
                        if (outline.outcome().equals("passed")) {
                            return times(RunRecord.of(json));
                        }
                        if (++ofKind == LOOKED_AT) {
                            return Map.of();
                        }
                    }
                } catch (IOException | UnreadableRecord unreadable) {
                    // An older one may be whole.
                }
            }
        } catch (IOException nothingToCompareWith) {
            // It is told what comes, and not how long that takes.
        }
        return Map.of();
    }

    private static Map<String, Long> times(RunRecord record) {
        return record.steps().stream()
                .filter(StepResult::passed)
                .collect(Collectors.toMap(StepResult::id, StepResult::millis, (one, other) -> one));
    }
}
