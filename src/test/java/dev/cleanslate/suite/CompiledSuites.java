package dev.cleanslate.suite;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** Suites in Java, written and compiled by a test, so that no other test finds them on its class path. */
public final class CompiledSuites {

    private static final String IMPORTS = """
            package %s;
            import static dev.cleanslate.api.Actions.*;
            import static org.assertj.core.api.Assertions.assertThat;
            import dev.cleanslate.api.*;
            """;

    private final Path sources;
    private final Path classes;

    public CompiledSuites(Path folder) {
        this.sources = folder.resolve("java");
        this.classes = folder.resolve("classes");
    }

    public Path classes() {
        return classes;
    }

    /** {@code body}: annotation and class; package and imports are put before it, all on the first four lines. */
    public CompiledSuites add(String name, String body) {
        int dot = name.lastIndexOf('.');
        Path file = sources.resolve(name.replace('.', '/') + ".java");
        try {
            Files.createDirectories(file.getParent());
            Files.createDirectories(classes);
            Files.writeString(file, IMPORTS.formatted(name.substring(0, dot)) + body);
            var compiler = ToolProvider.getSystemJavaCompiler();
            var said = new StringWriter();
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                List<String> options = List.of(
                        "-g",
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString());
                boolean sound = compiler.getTask(
                                said, files, null, options, null, files.getJavaFileObjects(file.toFile()))
                        .call();
                if (!sound) {
                    throw new AssertionError(said.toString());
                }
            }
            return this;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    public Class<?> load(String name) {
        try {
            // Not closed: a class loads what it is nested with when it is looked at.
            var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, CompiledSuites.class.getClassLoader());
            return Class.forName(name, false, loader);
        } catch (IOException | ClassNotFoundException trouble) {
            throw new AssertionError(trouble);
        }
    }
}
