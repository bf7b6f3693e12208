package dev.cleanslate.evidence;

import dev.cleanslate.evidence.Verification.Item;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.evidence.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that were drawn from the record, against the same drawn again. The same program draws the same bytes, so one
 * that differs was changed, or is not of this record; what another version drew cannot be told this way.
 */
final class FormsCheck {

    private static final Pattern REPORT =
            Pattern.compile("report(?:\\.(?!signed\\.)([a-z]{2,8}))?(\\.signed)?\\.(html|pdf)");

    private final Path folder;
    private final byte[] runJson;

    FormsCheck(Path folder, byte[] runJson) {
        this.folder = folder;
        this.runJson = runJson;
    }

    /** {@code tool} is the version of this program; {@code named} are files that something signed speaks of. */
    List<Item> items(String tool, Set<String> named) throws IOException {
        RunRecord record;
        try {
            record = RunRecord.of(runJson);
        } catch (UnreadableRecord unreadable) {
            return List.of(new Item(RunRecord.NAME, false, String.valueOf(unreadable.getMessage())));
        }
        if (record.finishedAt().isEmpty()) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (String name : drawn()) {
            if (!named.contains(name)) {
                items.add(
                        record.tool().equals(tool)
                                ? compared(name, record)
                                : new Item(
                                        name,
                                        true,
                                        "it is not compared with the record: Cleanslate " + record.tool()
                                                + " drew it, and this is " + tool + "."));
            }
        }
        return items;
    }

    private Set<String> drawn() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.equals(JUnitXml.NAME)
                            || name.equals(Metrics.NAME)
                            || REPORT.matcher(name).matches())
                    .forEach(names::add);
            return names;
        }
    }

    private Item compared(String name, RunRecord record) throws IOException {
        byte[] found = Files.readAllBytes(folder.resolve(name));
        byte[] drawn;
        try {
            drawn = again(name, found, record);
        } catch (UnreadableRecord | RuntimeException undrawable) {
            // A record that somebody made up may hold anything, and what cannot be drawn from it was not.
            return new Item(name, false, "it cannot be drawn from the record: " + undrawable.getMessage());
        }
        int at = Arrays.mismatch(found, drawn);
        return at < 0
                ? new Item(name, true, "it says what the record says.")
                : new Item(
                        name,
                        false,
                        "from byte " + (at + 1) + " on it is not what is drawn from the record: it was changed, or the"
                                + (name.contains(".signed.")
                                        ? " record was, or somebody has signed after it was drawn."
                                        : " record was after it."));
    }

    private byte[] again(String name, byte[] found, RunRecord record) throws UnreadableRecord, IOException {
        Matcher report = REPORT.matcher(name);
        if (report.matches()) {
            Report again = Report.of(runJson, Optional.ofNullable(report.group(1)));
            if (report.group(2) != null) {
                again = Redrawing.since(again, folder.resolve(Certificate.NAME));
            }
            return report.group(3).equals("html") ? again.html() : again.pdf();
        }
        // When an earlier run last passed stands in the file of that run only, so it is taken from this one.
        String text = name.equals(JUnitXml.NAME)
                ? JUnitXml.of(record)
                : Metrics.of(record, Optional.of(new String(found, StandardCharsets.UTF_8)));
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
