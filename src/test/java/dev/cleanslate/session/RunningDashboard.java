package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.TestDatabases;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The admin pages of {@code suites/live-sessions}, started as its README says, on a database; one admin may sign in. */
public final class RunningDashboard implements AutoCloseable {

    public static final String ADMIN = "nadia.ferrand@livehall.internal";

    private final Process process;
    private final String url;
    private final String password;

    private RunningDashboard(Process process, String url, String password) {
        this.process = process;
        this.url = url;
        this.password = password;
    }

    /** The admin is given a new password, as the README says. */
    public static RunningDashboard on(TestDatabases.Database database) {
        String password = UUID.randomUUID().toString();
        String hash = said(started(Map.of("DASHBOARD_PASSWORD", password), "hash"));
        database.run("INSERT INTO admins (email, full_name, password_hash) VALUES ('" + ADMIN + "', 'Nadia Ferrand', '"
                + hash + "') ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash");
        return on(database.url(), password);
    }

    /** Of a database that is not the one which is reset. */
    static RunningDashboard on(String database, String password) {
        Process process = started(Map.of("JDBC_DATABASE_URL", jdbc(database), "PORT", "0"));
        String line = said(process);
        return new RunningDashboard(process, line.substring(line.indexOf("http://")), password);
    }

    private static Process started(Map<String, String> environment, String... arguments) {
        ProcessBuilder java = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                driver() + File.pathSeparator + jar("org.bouncycastle.crypto.generators.OpenBSDBCrypt"),
                                Path.of("suites", "live-sessions", "app", "Dashboard.java")
                                        .toString()),
                        Stream.of(arguments))
                .toList());
        java.environment().putAll(environment);
        try {
            return java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static String said(Process process) {
        try {
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            String line = said.readLine();
            if (line == null) {
                throw new IOException("The dashboard ended before it said anything.");
            }
            return line;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** As the driver takes it. */
    static String jdbc(String database) {
        return DatabaseUrl.parse(database, Map.of()).jdbcWithPassword();
    }

    /** The driver alone, as in an application that knows nothing of Cleanslate. */
    static String driver() {
        return jar("org.postgresql.Driver");
    }

    private static String jar(String holding) {
        try {
            return Path.of(Class.forName(holding)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ClassNotFoundException | URISyntaxException missing) {
            throw new IllegalStateException(holding + " is not on the class path", missing);
        }
    }

    public String url() {
        return url;
    }

    public String password() {
        return password;
    }

    /** What the suite asks the environment for. */
    Map<String, String> variables() {
        return Map.of("DASHBOARD_URL", url, "DASHBOARD_USER", ADMIN, "DASHBOARD_PASSWORD", password);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
