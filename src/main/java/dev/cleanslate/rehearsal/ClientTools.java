package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where pg_dump, pg_restore and psql come from. */
public sealed interface ClientTools {

    int major();

    /** Of this machine. */
    record Host(Path folder, int major) implements ClientTools {
        @Override
        public String toString() {
            return "the client tools " + major + " of this machine (" + folder + ")";
        }
    }

    /** Out of an image that is here already, on this machine's network. */
    record Container(String image, int major) implements ClientTools {
        @Override
        public String toString() {
            return "the client tools of the image " + image;
        }
    }

    /**
     * Those of this machine where they fit, else those of a container.
     *
     * @throws BackupRefusedException when there are none, saying what to install
     */
    static ClientTools forServer(int major) {
        return forServer(
                major,
                InstalledTools.onThisMachine(System.getenv()),
                new DockerCommand("docker", Duration.ofMinutes(2)));
    }

    static ClientTools forServer(int major, InstalledTools installed, DockerCommand docker) {
        Optional<Host> host = installed.fitting(major);
        if (host.isPresent()) {
            return host.get();
        }
        String image = "postgres:" + major;
        Optional<String> fault = docker.faultWith(image);
        if (fault.isEmpty()) {
            return new Container(image, major);
        }
        throw new BackupRefusedException(
                "There is no pg_dump here for a PostgreSQL " + major + " server. On this machine: " + installed
                        + ", and pg_dump refuses a server newer than itself. In a container: " + fault.get()
                        + ". Install the package postgresql-client-" + major
                        + " (from apt.postgresql.org where the distribution has an older one), or see that \"docker pull "
                        + image + "\" works here.");
    }

    /** The call that runs this program with these arguments against that server, able to read and write these paths. */
    default ToolCall call(String program, List<String> arguments, Map<String, String> environment, List<Path> paths) {
        List<String> words = new ArrayList<>();
        if (this instanceof Host host) {
            words.add(host.folder().resolve(program).toString());
            words.addAll(arguments);
            return new ToolCall(words, environment, Optional.empty());
        }
        Container container = (Container) this;
        String name = "cleanslate-" + program.replace('_', '-') + "-" + UUID.randomUUID();
        Map<String, String> inside = new LinkedHashMap<>(environment);
        words.addAll(List.of("docker", "run", "--rm", "--name", name, "--pull", "never", "--user", owner(paths)));
        words.addAll(DockerCommand.network(inside));
        for (Path path : paths) {
            words.addAll(List.of("--volume", path.toAbsolutePath() + ":" + path.toAbsolutePath()));
        }
        for (String file : List.of("PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY")) {
            String path = environment.getOrDefault(file, "");
            if (path.startsWith("/")) {
                words.addAll(List.of("--volume", path + ":" + path + ":ro"));
            }
        }
        // Named without a value: docker takes it from its own environment, so no password is among its arguments.
        inside.keySet().stream().sorted().forEach(variable -> words.addAll(List.of("--env", variable)));
        words.addAll(List.of("--env", "LC_ALL", "--env", "TZ"));
        words.addAll(
                List.of("--entrypoint", "/bin/sh", container.image(), "-c", "umask 077; exec \"$0\" \"$@\"", program));
        words.addAll(arguments);
        return new ToolCall(words, inside, Optional.of(name));
    }

    /** What the container writes has to belong to who runs this. */
    private static String owner(List<Path> paths) {
        try {
            for (Path path : paths) {
                return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
            }
        } catch (IOException | UnsupportedOperationException untold) {
            return "0:0";
        }
        return "65534:65534";
    }
}
