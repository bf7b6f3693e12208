package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The folders of runs below a reports folder, by their names alone: those begin with the time. */
final class RunFolders {

    private static final Comparator<Path> NEWEST_FIRST = Comparator.comparing(
                    (Path folder) -> String.valueOf(folder.getFileName()))
            .reversed()
            .thenComparing(Path::toString);

    private RunFolders() {}

    static List<Path> newestFirst(Path reports, Optional<String> target, Optional<String> suite) throws IOException {
        List<Path> runs = new ArrayList<>();
        for (Path ofTarget : folders(reports, target.map(FolderName::of))) {
            for (Path ofSuite : folders(ofTarget, suite.map(FolderName::of))) {
                // Symbolic links could lead anywhere, and twice to the same.
                runs.addAll(folders(ofSuite, RunId::names));
            }
        }
        runs.sort(NEWEST_FIRST);
        return runs;
    }

    /** Of the same suite on the same target, this one among them. */
    static List<Path> beside(Path run) throws IOException {
        List<Path> runs = folders(run.resolveSibling("."), RunId::names);
        return runs.stream()
                .map(found -> run.resolveSibling(found.getFileName()))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Names of targets, or of the suites of one, as their folders are called. */
    static List<String> names(Path reports, Optional<String> target) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path run : newestFirst(reports, target, Optional.empty())) {
            int steps = run.getNameCount();
            names.add(run.getName(target.isPresent() ? steps - 2 : steps - 3).toString());
        }
        return List.copyOf(names);
    }

    private static List<Path> folders(Path in, Optional<String> named) throws IOException {
        if (named.isPresent()) {
            Path only = in.resolve(named.get());
            return Files.isDirectory(only, LinkOption.NOFOLLOW_LINKS) ? List.of(only) : List.of();
        }
        return folders(in, any -> true);
    }

    private static List<Path> folders(Path in, Predicate<Path> wanted) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(in)) {
            for (Path each : all) {
                if (wanted.test(each) && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(each);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
            return folders;
        } catch (DirectoryIteratorException e) {
            throw new IOException(e.getCause());
        }
        return folders;
    }
}
