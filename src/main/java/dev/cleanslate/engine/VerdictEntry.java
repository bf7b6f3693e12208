package dev.cleanslate.engine;

import dev.cleanslate.session.SuiteRun.Verdict;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.reporting.ReportEntry;

/** A verdict as a report entry of its suite, for those who listen. */
final class VerdictEntry {

    private static final String EXIT_CODE = "cleanslate.exitCode";
    private static final String SUMMARY = "cleanslate.summary";
    private static final String EARLIER = "cleanslate.earlier";
    private static final String FOLDER = "cleanslate.folder";

    private VerdictEntry() {}

    /** A blank value is left out; the Platform would throw. */
    static ReportEntry of(Verdict verdict) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(EXIT_CODE, Integer.toString(verdict.exitCode()));
        if (!verdict.summary().isBlank()) {
            values.put(SUMMARY, verdict.summary());
        }
        verdict.folder().ifPresent(folder -> values.put(FOLDER, folder.toString()));
        if (!verdict.earlier().isEmpty()) {
            values.put(
                    EARLIER,
                    verdict.earlier().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        return ReportEntry.from(values);
    }

    static Optional<Path> folder(ReportEntry entry) {
        return Optional.ofNullable(entry.getKeyValuePairs().get(FOLDER)).map(Path::of);
    }

    static List<Path> earlier(ReportEntry entry) {
        return Stream.of(entry.getKeyValuePairs().getOrDefault(EARLIER, "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    static OptionalInt exitCode(ReportEntry entry) {
        String code = entry.getKeyValuePairs().get(EXIT_CODE);
        return code == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code));
    }
}
