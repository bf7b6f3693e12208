package dev.cleanslate.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the suites in Java for a target build.
 *
 * <p>Problem: a target build leaves the project's tests out, and the suites folder is a test source folder to Maven.
 * Solution: the door compiles that folder alone, into a folder emptied first, so that a suite that was deleted is gone.
 */
final class SuiteCompiler {

    private final Path suites;
    private final Path classes;
    private final List<String> faults = new ArrayList<>();

    SuiteCompiler(Path suites, Path classes) {
        this.suites = suites;
        this.classes = classes;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The folder of classes; nothing where there is no suite in Java, or where it does not compile. */
    Optional<Path> compile() {
        try {
            List<Path> sources = sources();
            empty();
            if (sources.isEmpty()) {
                return Optional.empty();
            }
            Files.createDirectories(classes);
            compile(sources);
        } catch (IOException trouble) {
            faults.add(
                    "the suites in Java below %s cannot be compiled (%s). Nothing was run.".formatted(suites, trouble));
        }
        return faults.isEmpty() ? Optional.of(classes) : Optional.empty();
    }

    private List<Path> sources() throws IOException {
        if (!Files.isDirectory(suites)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(suites)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private void empty() throws IOException {
        if (!Files.isDirectory(classes)) {
            return;
        }
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void compile(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            faults.add("there are suites in Java below %s, and this Java has no compiler. Use a JDK. Nothing was run."
                    .formatted(suites));
            return;
        }
        var found = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            var options = List.of(
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString(),
                    "-g",
                    "-proc:none",
                    "--release",
                    "17");
            boolean sound = compiler.getTask(
                            new StringWriter(), files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            found.getDiagnostics().stream()
                    .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                    .map(SuiteCompiler::told)
                    .forEach(faults::add);
            if (!sound && faults.isEmpty()) {
                faults.add("the suites in Java below %s do not compile. Nothing was run.".formatted(suites));
            }
        }
    }

    private static String told(Diagnostic<? extends JavaFileObject> error) {
        JavaFileObject source = error.getSource();
        String place = source == null
                ? ""
                : Path.of("").toAbsolutePath().relativize(Path.of(source.toUri())) + ":" + error.getLineNumber() + ":"
                        + error.getColumnNumber() + ": ";
        return place + error.getMessage(Locale.ROOT) + ". Nothing was run.";
    }
}
