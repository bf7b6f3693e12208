package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The admin pages of {@code suites/live-sessions}, started as its README says, on a database. */
public final class RunningDashboard implements AutoCloseable {

    private final Process process;
    private final String url;

    private RunningDashboard(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    public static RunningDashboard on(String database) {
        try {
            ProcessBuilder java = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    driver(),
                    Path.of("suites", "live-sessions", "app", "Dashboard.java").toString()));
            java.environment().put("JDBC_DATABASE_URL", jdbc(database));
            java.environment().put("PORT", "0");
            Process process =
                    java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            String line = said.readLine();
            if (line == null) {
                throw new IOException("The dashboard ended before it listened.");
            }
            return new RunningDashboard(process, line.substring(line.indexOf("http://")));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** As the driver takes it. */
    static String jdbc(String database) {
        return DatabaseUrl.parse(database, Map.of()).jdbcWithPassword();
    }

    /** Its class path is the driver alone, as in an application that knows nothing of Cleanslate. */
    static String driver() {
        try {
            return Path.of(Class.forName("org.postgresql.Driver")
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ClassNotFoundException | URISyntaxException missing) {
            throw new IllegalStateException("PostgreSQL's driver is not on the class path", missing);
        }
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
