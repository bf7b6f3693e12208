package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * pg_dump, pg_restore and psql of one version: of this machine, or of a container where the machine's do not fit the
 * server. Of several the oldest that fits is taken, since a newer one may write settings that the server does not know.
 */
public sealed interface ClientTools {

    int major();

    /** For a person: which ones, and where from. */
    String words();

    /** The whole command. {@code environment} is what the program is to see, {@code folders} what it has to reach. */
    List<String> command(String program, List<String> arguments, Map<String, String> environment, List<Path> folders);

    record Host(int major, Path folder) implements ClientTools {

        @Override
        public String words() {
            return "PostgreSQL " + major + "'s of this machine";
        }

        @Override
        public List<String> command(
                String program, List<String> arguments, Map<String, String> environment, List<Path> folders) {
            return Stream.concat(Stream.of(folder.resolve(program).toString()), arguments.stream())
                    .toList();
        }
    }

    record Container(int major, String image) implements ClientTools {

        @Override
        public String words() {
            return "those of the image " + image;
        }

        /** Variables are named and not given: their values would stand in the list of processes. */
        @Override
        public List<String> command(
                String program, List<String> arguments, Map<String, String> environment, List<Path> folders) {
            List<String> words = new ArrayList<>(
                    List.of("docker", "run", "--rm", "--interactive", "--network=host", "--entrypoint=" + program));
            Users.current().ifPresent(user -> words.add("--user=" + user));
            environment.keySet().forEach(name -> words.add("--env=" + name));
            folders.forEach(folder -> words.add("--volume=" + folder.toAbsolutePath() + ":" + folder.toAbsolutePath()));
            words.add(image);
            words.addAll(arguments);
            return words;
        }
    }

    /**
     * The ones that fit a server of this major version.
     *
     * @throws ServerUnavailableException when none does, saying what to install
     */
    static ClientTools forServer(int major) {
        return forServer(major, Search.places(), Search::imageOf);
    }

    static ClientTools forServer(
            int major, List<Path> places, java.util.function.IntFunction<Optional<String>> images) {
        List<Host> found =
                places.stream().flatMap(place -> Search.at(place).stream()).toList();
        Optional<ClientTools> host = found.stream()
                .filter(tools -> tools.major() >= major)
                .min(Comparator.comparingInt(Host::major))
                .map(tools -> tools);
        return host.or(() -> images.apply(major).map(image -> new Container(major, image)))
                .orElseThrow(() -> new ServerUnavailableException("a backup of PostgreSQL " + major
                        + " needs pg_dump and pg_restore of version " + major + " or newer, and "
                        + (found.isEmpty()
                                ? "this machine has none"
                                : "this machine has only those of " + Search.majors(found))
                        + ". Install them (Debian: postgresql-client-" + major
                        + "), or pull an image that has them (docker"
                        + " pull postgres:" + major + "). Nothing was changed."));
    }

    /** Where such programs are, and of which version. */
    final class Search {

        private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
        private static final Duration LIMIT = Duration.ofSeconds(20);
        private static final List<Path> PARENTS = List.of(
                Path.of("/usr/lib/postgresql"),
                Path.of("/opt/homebrew/opt"),
                Path.of("/usr/local/opt"),
                Path.of("/usr"));

        private Search() {}

        static List<Path> places() {
            List<Path> places = new ArrayList<>();
            for (String entry : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
                if (!entry.isBlank()) {
                    places.add(Path.of(entry));
                }
            }
            PARENTS.forEach(parent -> places.addAll(binaries(parent)));
            return places;
        }

        private static List<Path> binaries(Path parent) {
            try (Stream<Path> versions = Files.list(parent)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("pg_dump")))
                        .toList();
            } catch (IOException none) {
                return List.of();
            }
        }

        /** Debian's pg_dump in the PATH is a script that chooses by its own rules; its version is the one it says. */
        static Optional<Host> at(Path folder) {
            if (!Stream.of("pg_dump", "pg_restore", "psql")
                    .allMatch(program -> Files.isExecutable(folder.resolve(program)))) {
                return Optional.empty();
            }
            try {
                Command said = Command.run(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        LIMIT,
                        List.of(folder.resolve("pg_dump").toString(), "--version"));
                Matcher version = VERSION.matcher(said.output());
                return said.succeeded() && version.find()
                        ? Optional.of(new Host(Integer.parseInt(version.group(1)), folder))
                        : Optional.empty();
            } catch (IOException broken) {
                return Optional.empty();
            }
        }

        /** Asked of the docker command with a time limit, and never pulled: without a registry that takes minutes. */
        static Optional<String> imageOf(int major) {
            String image = "postgres:" + major;
            try {
                return Command.run(
                                        Path.of(System.getProperty("java.io.tmpdir")),
                                        LIMIT,
                                        List.of("docker", "image", "inspect", image))
                                .succeeded()
                        ? Optional.of(image)
                        : Optional.empty();
            } catch (IOException noDocker) {
                return Optional.empty();
            }
        }

        static String majors(List<Host> found) {
            return String.join(
                    " and ",
                    found.stream()
                            .map(Host::major)
                            .distinct()
                            .sorted()
                            .map(String::valueOf)
                            .toList());
        }
    }
}
