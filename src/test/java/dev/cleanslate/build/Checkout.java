package dev.cleanslate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of what a target build needs, in a folder of its own, so that nested builds leave the target folder of the
 * build that runs us alone. It has our compiled classes and no sources: compiling them again would test nothing new.
 */
record Checkout(Path folder) {

    private static final long PATIENCE_SECONDS = 240;

    /** With the suites of {@code src/test/resources/build} in place of the project's own. */
    static Checkout in(Path folder) throws IOException {
        copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        copy(Path.of("LICENSE"), folder.resolve("LICENSE"));
        copy(Path.of(".mvn"), folder.resolve(".mvn"));
        Files.createDirectory(folder.resolve("target"));
        copy(Path.of("target/classes"), folder.resolve("target/classes"));
        copy(Path.of("src/test/resources/build/suites"), folder.resolve("suites"));
        return new Checkout(folder);
    }

    Build mvn(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(launcher(), "-B"));
        if ("offline=true".equals(System.getProperty("cleanslate.build.network"))) {
            command.add("-o");
        }
        var repository = System.getProperty("cleanslate.build.repository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.addAll(List.of(arguments));

        Path output = Files.createTempFile(folder, "mvn", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Set by the launcher that started us, it would lead the nested one back to our own project.
        builder.environment().remove("MAVEN_BASEDIR");
        builder.environment().remove("MAVEN_PROJECTBASEDIR");
        Process maven = builder.start();
        try {
            assertThat(maven.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ended within %d s", command, PATIENCE_SECONDS)
                    .isTrue();
            return new Build(List.of(arguments), maven.exitValue(), Files.readString(output));
        } finally {
            maven.descendants().forEach(ProcessHandle::destroy);
            maven.destroy();
        }
    }

    /** The Maven that runs us, or in an IDE the one on the path. */
    private static String launcher() {
        String name = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
        String home = System.getProperty("cleanslate.build.maven");
        return home == null ? name : Path.of(home, "bin", name).toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
