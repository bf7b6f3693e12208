package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How long each step took in the newest run of the kind that passed, if that is not long ago. */
final class LastTimes {

    private static final int LOOKED_AT = 5;

    /** To read a larger one takes longer than its times are worth. */
    private static final long LARGEST = 8L << 20;

    private LastTimes() {}

    static Map<String, Long> of(RunFolder own, String command) {
        try {
            List<Path> newest = RunFolders.beside(own.path()).stream()
                    .filter(folder -> !folder.equals(own.path()))
                    .limit(LOOKED_AT)
                    .toList();
            for (Path folder : newest) {
                Path file = folder.resolve(RunRecord.NAME);
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                    RunRecord record = RunRecord.of(Files.readAllBytes(file));
                    if (record.command().equals(command) && record.outcome().equals("passed")) {
                        return record.steps().stream()
                                .filter(StepResult::passed)
                                .collect(Collectors.toMap(StepResult::id, StepResult::millis, (one, other) -> one));
                    }
                }
            }
        } catch (IOException | UnreadableRecord nothingToCompareWith) {
            // It is told what comes, and not how long that takes.
        }
        return Map.of();
    }
}
