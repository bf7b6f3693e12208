package dev.cleanslate.suite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The door to suites in YAML: finds one by name or file, and reads it. */
public final class SuiteFile {

    private static final String NAME = "suite.yaml";

    private SuiteFile() {}

    /** Every fault at once, also those of the files that the suite names. */
    public static Reading<Suite> read(Path file) {
        Faults faults = Faults.ofSuite();
        Optional<String> text =
                TextFile.read(file, TextFile.YAML_LIMIT, Place.of(file.toString()), "the suite's file", faults);
        return read(file, text, faults);
    }

    /** Reads what would be the file's content. */
    public static Reading<Suite> read(Path file, String text) {
        return read(file, Optional.of(text), Faults.ofSuite());
    }

    /**
     * Writes a new suite into a folder of its own, which gives it its name, and never over one that is there.
     *
     * @throws FileAlreadyExistsException when the folder has a suite
     */
    public static Path create(Path folder, String text) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(NAME), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Whether a suite in a folder of this name could be found by it. */
    public static boolean fitsAsName(String name) {
        return PathName.fit(name);
    }

    private static Reading<Suite> read(Path file, Optional<String> text, Faults faults) {
        String shown = file.toString();
        Optional<Suite> suite = text.flatMap(t -> YamlTree.parse(t, shown, faults)
                .flatMap(root -> new SuiteReader(file, List.of(source(file, t)), faults).read(root)));
        if (faults.none() && suite.isEmpty()) {
            faults.add(Place.of(shown), "the file holds no suite.");
        }
        return faults.none() ? new Reading.Sound<>(suite.orElseThrow()) : faults.faulty();
    }

    static Suite.SourceFile source(Path file, String text) {
        Path name = file.getFileName();
        return new Suite.SourceFile(name == null ? file.toString() : name.toString(), text);
    }

    /** A name is a folder below {@code suitesFolder} with a suite.yaml in it; whatever looks like a path is a file. */
    public static Reading<Path> locate(Path suitesFolder, String nameOrFile) {
        Faults faults = Faults.ofSuite();
        try {
            boolean file = nameOrFile.matches("(?s).*[/\\\\].*|.*\\.ya?ml");
            Path path = file
                    ? Path.of(nameOrFile)
                    : suitesFolder.resolve(nameOrFile).resolve(NAME);
            if (file && Files.isDirectory(path)) {
                path = path.resolve(NAME);
            }
            if ((file || PathName.fit(nameOrFile)) && Files.isRegularFile(path)) {
                return new Reading.Sound<>(path);
            }
        } catch (InvalidPathException e) {
            // No file can have such a name, so there is none; that is said below.
        }
        List<String> names = names(suitesFolder);
        faults.add(
                Place.of(suitesFolder.toString()),
                "there is no suite " + faults.quote(nameOrFile) + "." + Nearest.question(nameOrFile, names)
                        + (names.isEmpty()
                                ? " There is no suite here at all."
                                : " There are: " + Entries.listed(names) + ".")
                        + " A suite is a folder with a " + NAME + " in it.");
        return faults.faulty();
    }

    /** Every suite that can be found by its name. */
    public static List<String> names(Path suitesFolder) {
        try (Stream<Path> folders = Files.list(suitesFolder)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(NAME)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(PathName::fit)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
