package dev.cleanslate.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which suites, and where they are. */
final class SuiteOptions {

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            split = ",",
            description =
                    "A suite's name, its file, or its class; all: every one of them, on an embedded target; otherwise the target says.")
    private List<String> suites = new ArrayList<>();

    @Option(
            names = "--classpath",
            paramLabel = "DIR[:JAR]",
            description = "Where suites in Java are: folders of classes and jars.")
    private String classPath = "";

    @Option(
            names = "--suites",
            paramLabel = "DIR",
            defaultValue = "suites",
            description = "Where suites and targets.yaml are (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("suites");

    List<String> suites() {
        return suites;
    }

    List<Path> classPath() {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
    }

    Path folder() {
        return folder;
    }
}
