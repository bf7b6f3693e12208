package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the folders of runs away. */
public final class RunDeletion {

    private static final String GOING = ".going";

    private RunDeletion() {}

    /** What went, and what did not, each with its reason. */
    public record Done(List<PastRun> gone, List<String> left) {
        public Done {
            gone = List.copyOf(gone);
            left = List.copyOf(left);
        }
    }

    /** One that cannot be deleted keeps no other from it. The page that lists the runs is drawn again. */
    public static Done of(Pruning pruning) {
        List<PastRun> gone = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (PastRun run : pruning.goes()) {
            try {
                // Somebody may have signed it off, or drawn it again, since it was looked at.
                if (run.underWay()
                        || Pruning.signedOff(run.folder())
                        || !PastRun.read(run.folder()).equals(run)) {
                    left.add(run.folder() + ": it changed meanwhile, and stays.");
                } else {
                    delete(run.folder());
                    gone.add(run);
                }
            } catch (IOException e) {
                left.add(run.folder() + ": it cannot be deleted: " + RunFolder.why(e) + ".");
            } catch (PastRun.Unreadable e) {
                left.add(run.folder() + ": " + e.getMessage() + ", and it stays.");
            }
        }
        try {
            RunsIndex.draw(pruning.reports());
        } catch (IOException e) {
            left.add(pruning.reports().resolve(RunsIndex.NAME) + ": it cannot be drawn: " + RunFolder.why(e) + ".");
        }
        return new Done(gone, left);
    }

    /** Its name goes first, so that half of a run's evidence is never taken for all of it. */
    private static void delete(Path folder) throws IOException {
        Path going = folder.resolveSibling("." + folder.getFileName() + GOING);
        Files.move(folder, going, StandardCopyOption.ATOMIC_MOVE);
        // Links are deleted and not followed.
        Files.walkFileTree(going, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
