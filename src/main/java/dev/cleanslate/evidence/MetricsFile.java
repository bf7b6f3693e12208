package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code metrics.prom} in the run's folder, and the newest of each command beside the folders of the runs, where an
 * exporter finds it under a name that stays and that is no other target's.
 */
final class MetricsFile implements RunListener {

    private final RunFolder folder;
    private final Recorder recorder;

    MetricsFile(RunFolder folder, Recorder recorder) {
        this.folder = folder;
        this.recorder = recorder;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunFinished) {
            recorder.finished().ifPresent(this::write);
        }
    }

    private void write(RunRecord record) {
        Path newest = folder.path()
                .resolveSibling(FolderName.of(record.target()) + "-" + FolderName.of(record.suite()) + "-"
                        + record.command() + ".prom");
        try {
            Optional<String> before =
                    Files.isRegularFile(newest) ? Optional.of(Files.readString(newest)) : Optional.empty();
            String text = Metrics.of(record, before);
            RecordFile.replace(folder.file(Metrics.NAME), text);
            RecordFile.replace(newest, text);
            if (Files.getFileStore(newest).supportsFileAttributeView("posix")) {
                // An exporter runs as another user; there are names of tables and counts in it, and no values.
                Files.setPosixFilePermissions(newest, PosixFilePermissions.fromString("rw-r--r--"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
