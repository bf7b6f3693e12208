package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The docker command, asked with a time limit: without a registry in reach a pull hangs for minutes. */
record DockerCommand(String command, Duration pullLimit) {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    /** Why nothing can be run from this image; it is pulled where it is missing. */
    Optional<String> faultWith(String image) {
        try {
            Command there = run(LIMIT, "image", "inspect", "--format", "{{.Id}}", image);
            if (there.succeeded()) {
                return Optional.empty();
            }
            if (!run(LIMIT, "info", "--format", "{{.ServerVersion}}").succeeded()) {
                return Optional.of("no Docker daemon answers");
            }
            Command pulled = run(pullLimit, "pull", "--quiet", image);
            return pulled.succeeded()
                    ? Optional.empty()
                    : Optional.of("the image " + image + " cannot be pulled: " + last(pulled.output()));
        } catch (IOException e) {
            String why = e.getMessage() != null && e.getMessage().startsWith("no end after")
                    ? "Docker or its registry does not answer (" + e.getMessage() + ")"
                    : "Docker is not installed";
            return Optional.of(why);
        }
    }

    /**
     * Linux lets a container share the machine's own network. Elsewhere Docker is a virtual machine, which has a name for
     * the machine around it.
     */
    static List<String> network(Map<String, String> environment) {
        if (System.getProperty("os.name", "").equals("Linux")) {
            return List.of("--network", "host");
        }
        environment.computeIfPresent("PGHOST", (name, host) -> LOOPBACK.contains(host) ? "host.docker.internal" : host);
        return List.of();
    }

    private Command run(Duration limit, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(arguments));
        return Command.run(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), limit, words);
    }

    private static String last(String output) {
        List<String> lines = output.strip().lines().toList();
        return lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
    }
}
