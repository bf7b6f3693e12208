package dev.cleanslate.rehearsal;

import dev.cleanslate.rehearsal.ClientTools.Host;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The folders of this machine that hold all three programs, with their versions. */
record InstalledTools(List<Host> found) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    InstalledTools {
        found = List.copyOf(found);
    }

    static InstalledTools onThisMachine(Map<String, String> environment) {
        Set<Path> folders = new LinkedHashSet<>();
        // Debian's own first: what stands on the PATH there is a script that chooses a version by itself.
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
            versions.forEach(version -> folders.add(version.resolve("bin")));
        } catch (IOException notDebian) {
            folders.remove(DEBIAN);
        }
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                folders.add(Path.of(entry));
            }
        }
        return in(folders);
    }

    static InstalledTools in(Set<Path> folders) {
        List<Host> found = new ArrayList<>();
        for (Path folder : folders) {
            boolean complete = List.of("pg_dump", "pg_restore", "psql").stream()
                    .allMatch(program -> Files.isExecutable(folder.resolve(program)));
            if (complete) {
                major(folder).ifPresent(major -> found.add(new Host(folder, major)));
            }
        }
        return new InstalledTools(found);
    }

    /**
     * The oldest that is not older than the server: a newer pg_restore sends settings along that the server may not know.
     */
    Optional<Host> fitting(int server) {
        return found.stream().filter(host -> host.major() >= server).min(Comparator.comparingInt(Host::major));
    }

    private static Optional<Integer> major(Path folder) {
        try {
            Command said = Command.run(
                    Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
                    LIMIT,
                    List.of(folder.resolve("pg_dump").toString(), "--version"));
            Matcher version = VERSION.matcher(said.output());
            return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return found.isEmpty()
                ? "none on the PATH"
                : found.stream()
                        .map(host -> host.major() + " (" + host.folder() + ")")
                        .collect(Collectors.joining(", "));
    }
}
