package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunOutline;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.evidence.report.Report;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/** One run by the record it left. {@code report}: whether there is a page for people beside it. */
public record PastRun(Path folder, RunOutline outline, boolean report) {

    /** A record is some kilobytes, one of a very large scan some megabytes. */
    private static final long LARGEST = 256L << 20;

    /** A folder that looks like one of a run, and why nothing is told of it. */
    public record PassedOver(Path folder, String why) {}

    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static PastRun read(Path folder) throws Unreadable {
        Path record = folder.resolve(RunRecord.NAME);
        try {
            if (!Files.isRegularFile(record)) {
                throw new Unreadable("it holds no " + RunRecord.NAME);
            }
            if (Files.size(record) > LARGEST) {
                throw new Unreadable("its " + RunRecord.NAME + " has " + Figures.bytes(Files.size(record))
                        + ", which no run writes");
            }
            RunOutline outline = RunOutline.of(Files.readAllBytes(record));
            requireAtHome(outline, folder);
            return of(folder, outline);
        } catch (UnreadableRecord e) {
            throw new Unreadable(RunRecord.NAME + ": " + String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Unreadable("its " + RunRecord.NAME + " cannot be read: " + RunFolder.why(e));
        }
    }

    static PastRun of(Path folder, RunOutline outline) {
        return new PastRun(folder, outline, Files.isRegularFile(folder.resolve(Report.HTML)));
    }

    /** A record that was put into the folder of another run would be told of twice, or in the wrong place. */
    private static void requireAtHome(RunOutline outline, Path folder) throws Unreadable {
        // As text: what a record says may be no path at all.
        List<String> home = List.of(FolderName.of(outline.target()), FolderName.of(outline.suite()), outline.run());
        int steps = folder.getNameCount();
        List<String> here = IntStream.range(steps - home.size(), steps)
                .mapToObj(i -> folder.getName(i).toString())
                .toList();
        if (!here.equals(home)) {
            throw new Unreadable("its " + RunRecord.NAME + " is the one of run " + outline.run() + " of suite \""
                    + outline.suite() + "\" on \"" + outline.target() + "\"");
        }
    }

    /** What came of it, in a word or two. */
    String state() {
        if (outline.inDoubt()) {
            return "in doubt";
        }
        return outline.finished() ? outline.outcome() : "unfinished";
    }

    /**
     * Whether a run holds the journal. Only for a process that makes no run itself: where locks are the process's and not
     * the file handle's, closing the file here would let go of the lock of a run in another thread.
     */
    boolean underWay() {
        if (outline.finished()) {
            return false;
        }
        Path journal = folder.resolve(Journal.NAME);
        if (!Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = Afterword.lock(channel)) {
            return lock == null;
        } catch (IOException unknown) {
            // What cannot be asked is taken for the case in which nothing must be touched.
            return true;
        }
    }
}
