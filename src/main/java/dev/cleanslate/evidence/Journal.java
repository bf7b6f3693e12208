package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * {@code journal.jsonl}: what happened, as it happened, each line with the hash of the one before. A line is with the
 * operating system before the run goes on, and on the disk where a crash of the machine would otherwise hide whether
 * there was a commit. A journal that cannot be written stops a run that has not committed, and no other.
 */
public final class Journal implements RunListener, AutoCloseable {

    static final String NAME = "journal.jsonl";

    private final FileChannel channel;
    private final Path file;
    private final PrintStream warnings;
    private long lines;
    private String head = Digest.ZERO;
    private boolean committed;
    private boolean dead;

    Journal(FileChannel channel, Path file, PrintStream warnings) {
        this.channel = channel;
        this.file = file;
        this.warnings = warnings;
    }

    static Journal open(Path file, PrintStream warnings) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            held(channel);
            return new Journal(channel, file, warnings);
        } catch (IOException e) {
            throw new EvidenceFailed(
                    file + ": the journal cannot be begun: " + RunFolder.why(e)
                            + ". Nothing was run, nothing was changed.",
                    e);
        }
    }

    /** Until it is closed, so that nobody notes something between two lines of the run. */
    private static void held(FileChannel channel) {
        try {
            Afterword.lock(channel);
        } catch (IOException noLocks) {
            // Some network file systems have none. Then a note during the run would show as a break of the chain.
            return;
        }
    }

    /** What holds of a journal on disk, and the first line that does not. */
    public static JournalCheck verify(Path file) throws IOException {
        return JournalCheck.of(file);
    }

    @Override
    public void on(Instant at, RunEvent event) {
        committed |= event instanceof RunEvent.Committed;
        if (dead) {
            if (!committed && beginsSomething(event)) {
                throw new EvidenceFailed(message("could not be written earlier"), new IOException("journal lost"));
            }
            return;
        }
        String line = JournalLine.of(lines + 1, at, event, head);
        try {
            append(line.getBytes(StandardCharsets.UTF_8));
            if (decides(event)) {
                channel.force(true);
            }
        } catch (IOException e) {
            lost(e, event);
        }
    }

    long lines() {
        return lines;
    }

    /** The hash of the last line; kept in the record, it fixes the journal's end too. */
    String head() {
        return head;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            warnings.println(
                    "warning: " + Printable.of(file + ": the journal could not be closed: " + RunFolder.why(e)));
        }
    }

    private void append(byte[] line) throws IOException {
        long good = channel.position();
        ByteBuffer buffer =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            cutBackTo(good, e);
            throw e;
        }
        lines++;
        head = Digest.of(line);
    }

    /** A disk that is full takes half a line; without it the journal ends early but whole. */
    private void cutBackTo(long good, IOException cause) {
        try {
            channel.truncate(good);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void lost(IOException e, RunEvent event) {
        dead = true;
        if (committed || ends(event)) {
            warnings.println("warning: " + Printable.of(message("ends early: " + RunFolder.why(e))));
        } else {
            throw new EvidenceFailed(
                    message("cannot be written: " + RunFolder.why(e))
                            + " Free some space there or choose another place with --reports DIR."
                            + " The run stops before its commit, nothing was changed.",
                    e);
        }
    }

    private String message(String what) {
        return file + ": the journal " + what + " (after line " + lines + ").";
    }

    private static boolean decides(RunEvent event) {
        return event instanceof RunEvent.RunStarted
                || event instanceof RunEvent.Planned
                || event instanceof RunEvent.Committing
                || event instanceof RunEvent.Committed
                || event instanceof RunEvent.RunFinished;
    }

    private static boolean beginsSomething(RunEvent event) {
        return event instanceof RunEvent.StepStarted || event instanceof RunEvent.Committing;
    }

    /** Tells of a failure or of the end: to throw here would hide the reason and stop nothing. */
    private static boolean ends(RunEvent event) {
        return event instanceof RunEvent.RunFinished
                || event instanceof RunEvent.AttemptFailed
                || (event instanceof RunEvent.StepFinished e && e.status() != RunEvent.Status.PASSED);
    }
}
