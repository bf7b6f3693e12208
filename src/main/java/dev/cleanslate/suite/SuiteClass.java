package dev.cleanslate.suite;

import dev.cleanslate.api.ResetSuite;
import dev.cleanslate.suite.Suite.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The door to suites in Java: an annotated class, alone or on top of a YAML file, becomes the same records. */
public final class SuiteClass {

    private static final String YAML = "suite.yaml";

    private SuiteClass() {}

    /** The YAML that the class names, or, for one that stands alone, where its source would be. */
    public static Path file(Class<?> type, Path suitesFolder) {
        ResetSuite suite = annotation(type);
        if (suite.file().isBlank()) {
            String folder = PathName.fit(suite.name()) ? suite.name() : "none";
            return suitesFolder.resolve(folder).resolve(type.getSimpleName() + ".java");
        }
        try {
            Path named = Path.of(suite.file());
            Path beside = suitesFolder.resolve(type.getPackageName().replace('.', '/'));
            return Stream.of(beside, Path.of(""), suitesFolder)
                    .flatMap(folder -> Stream.of(
                            folder.resolve(named), folder.resolve(named).resolve(YAML)))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElse(named);
        } catch (InvalidPathException noFile) {
            return suitesFolder.resolve(YAML);
        }
    }

    /** Every fault at once, of the class, of the YAML below it, and of the files that either names. */
    public static Reading<Suite> read(Class<?> type, Path suitesFolder) {
        ResetSuite annotation = annotation(type);
        Faults faults = Faults.ofSuite();
        Path file = file(type, suitesFolder);
        Place place = Place.of(type.getName());
        if (annotation.name().isBlank() == annotation.file().isBlank()) {
            faults.add(
                    place,
                    annotation.name().isBlank()
                            ? "@ResetSuite says neither name nor file. Give a name to a suite in Java alone, or the"
                                    + " file of the YAML that this class adds to."
                            : "@ResetSuite says both name and file. The file has the suite's name: take the name out.");
            return faults.faulty();
        }
        List<SourceFile> sources = new ArrayList<>();
        Optional<Node> root = annotation.file().isBlank()
                ? Optional.of(new Node.Mapping(place, List.of()))
                : yaml(file, sources, faults);
        try {
            sources.addAll(classFiles(type));
            byte[] own = sources.get(sources.size() - 1).text().getBytes(StandardCharsets.ISO_8859_1);
            SuiteMethods methods = new SuiteMethods(type, own, faults);
            ClassTree tree = new ClassTree(type, methods, faults);
            Optional<Suite> suite =
                    root.map(tree::onTopOf).flatMap(whole -> new SuiteReader(file, sources, faults).read(whole));
            suite = suite.map(read -> new ClassChecks(methods, faults).onTopOf(read));
            return faults.none() ? new Reading.Sound<>(suite.orElseThrow()) : faults.faulty();
        } catch (IOException | LinkageError unreadable) {
            faults.add(place, "the class cannot be read (" + unreadable + "). Is all that it uses on the class path?");
            return faults.faulty();
        }
    }

    private static Optional<Node> yaml(Path file, List<SourceFile> sources, Faults faults) {
        String shown = file.toString();
        Optional<String> text = TextFile.read(file, TextFile.YAML_LIMIT, Place.of(shown), "the suite's file", faults);
        text.ifPresent(read -> sources.add(SuiteFile.source(file, read)));
        return text.flatMap(read -> YamlTree.parse(read, shown, faults));
    }

    /** The class with those nested in it, itself last; each byte a character, since a source is a text. */
    private static List<SourceFile> classFiles(Class<?> type) throws IOException {
        List<Class<?>> nest = Arrays.stream(type.getNestMembers())
                .sorted(Comparator.comparing((Class<?> member) -> member == type)
                        .thenComparing(Class::getName))
                .toList();
        List<SourceFile> files = new ArrayList<>();
        for (Class<?> member : nest) {
            String name = member.getName().replace('.', '/') + ".class";
            try (InputStream in = member.getResourceAsStream(name.substring(name.lastIndexOf('/') + 1))) {
                if (in == null) {
                    throw new IOException(name + " is not on the class path");
                }
                files.add(new SourceFile(name, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
            }
        }
        return files;
    }

    private static ResetSuite annotation(Class<?> type) {
        ResetSuite suite = type.getAnnotation(ResetSuite.class);
        if (suite == null) {
            throw new IllegalArgumentException(type.getName() + " has no @ResetSuite");
        }
        return suite;
    }
}
