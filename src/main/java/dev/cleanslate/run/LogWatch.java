package dev.cleanslate.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is added to log files from a moment on; what stood there before is nobody's business. */
final class LogWatch {

    private static final int TOLD = 3;
    private static final int SHOWN = 200;

    private final Masking masking;
    private final Map<String, Long> marks = new HashMap<>();

    LogWatch(Masking masking) {
        this.masking = masking;
    }

    /** From here on it counts. A file that is not there yet counts from its beginning. */
    void mark(String path) {
        try {
            marks.put(path, Files.size(Path.of(path)));
        } catch (IOException notYet) {
            marks.put(path, 0L);
        }
    }

    Optional<String> objection(String path, String absentText) {
        String named = "file " + Text.printable(path);
        try (FileChannel file = FileChannel.open(Path.of(path))) {
            long mark = marks.getOrDefault(path, 0L);
            // A file that has become shorter was begun anew by whoever rotates it.
            file.position(mark <= file.size() ? mark : 0);
            return found(file, absentText)
                    .map(lines -> named + " got " + Text.count(lines.count(), "line", "lines") + " with '" + absentText
                            + "' since the commit: " + String.join(" | ", lines.first()));
        } catch (IOException e) {
            return Optional.of(named + " cannot be read, so nobody knows what it says ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private record Lines(int count, List<String> first) {}

    private Optional<Lines> found(FileChannel file, String text) throws IOException {
        // A byte each: no log is refused for its encoding, and the text is looked for in the same bytes.
        var reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(file), StandardCharsets.ISO_8859_1));
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<String> first = new ArrayList<>();
        int count = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.contains(bytes)) {
                count++;
                if (first.size() < TOLD) {
                    String shown = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                    first.add(Text.printable(masking.of(shown, SHOWN)));
                }
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Lines(count, first));
    }
}
