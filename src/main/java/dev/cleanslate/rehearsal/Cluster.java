package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One data folder: made by initdb and served by pg_ctl, which also takes the server out of reach of a terminal's Ctrl-C. */
record Cluster(Installation installation, Account account, ServerFolder folder) {

    static final String HOST = "127.0.0.1";
    static final String SUPERUSER = "postgres";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PORTS_TO_TRY = 5;
    private static final int LINES_TO_SHOW = 20;

    /**
     * Each server is made anew, though a copied template would save half a second: copies would share their system
     * identifier, by which Cleanslate tells a database from a copy of it.
     */
    void initialize(String password) throws IOException {
        Path secret = folder.root().resolve("secret");
        Files.createFile(secret, only("rw-------"));
        try {
            Files.writeString(secret, password);
            account.own(secret);
            Command made = initdb(secret, "C.UTF-8");
            if (!made.succeeded() && made.output().contains("invalid locale name")) {
                made = initdb(secret, "C");
            }
            if (!made.succeeded()) {
                throw failed("initdb", made.exit(), made.output());
            }
        } finally {
            Files.delete(secret);
        }
    }

    /** Between the choice of a free port and its use another program can take it; then the next one is tried. */
    int start(Map<String, String> settings) throws IOException {
        Path log = folder.data().resolve("server.log");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Path file = folder.data().resolve("postgresql.conf");
            Files.writeString(file, configuration(port, settings), StandardOpenOption.APPEND);
            Command started = Command.run(
                    folder.root(),
                    LIMIT,
                    account.as(
                            installation.program("pg_ctl"),
                            "start",
                            "-w",
                            "-t",
                            "60",
                            "-D",
                            folder.data().toString(),
                            "-l",
                            log.toString()));
            if (started.succeeded()) {
                return port;
            }
            String said = Files.exists(log) ? Files.readString(log) : started.output();
            if (attempt == PORTS_TO_TRY || !said.contains("could not bind")) {
                throw failed("the server", started.exit(), said);
            }
            Files.delete(log);
        }
    }

    private Command initdb(Path secret, String characters) throws IOException {
        Folders.delete(folder.data());
        account.own(Files.createDirectory(folder.data(), only("rwx------")));
        return Command.run(
                folder.root(),
                LIMIT,
                account.as(
                        installation.program("initdb"),
                        "-D",
                        folder.data().toString(),
                        "--username=" + SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + secret,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--lc-ctype=" + characters,
                        "--no-sync",
                        "--no-instructions"));
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    static String configuration(int port, Map<String, String> asked) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", HOST);
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "50");
        settings.put("shared_buffers", "32MB");
        settings.put("dynamic_shared_memory_type", "mmap");
        settings.put("fsync", "off");
        settings.put("full_page_writes", "off");
        settings.put("synchronous_commit", "off");
        settings.put("track_counts", "on");
        settings.put("password_encryption", "scram-sha-256");
        settings.putAll(asked);
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + quoted(setting.getValue()))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ServerUnavailableException failed(String what, int exit, String said) {
        List<String> lines = said.strip().lines().toList();
        String tail = Stream.concat(Stream.of(""), lines.stream().skip(Math.max(0, lines.size() - LINES_TO_SHOW)))
                .collect(Collectors.joining("\n  | "));
        return new ServerUnavailableException(
                "The embedded PostgreSQL " + installation.major() + " did not start: " + what
                        + " ended with exit code " + exit + " and said:" + tail
                        + "\nMend what it names (a setting, the space in "
                        + folder.root().getParent() + ", a limit of this machine) and start again.");
    }
}
