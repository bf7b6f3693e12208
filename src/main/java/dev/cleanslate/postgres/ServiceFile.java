package dev.cleanslate.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** libpq's connection service file: sections of {@code name=value}. */
final class ServiceFile {

    private ServiceFile() {}

    /** The settings of that service, from the first file that has it. */
    static Map<String, String> settings(String service, Map<String, String> environment, Path home) {
        for (Path file : files(environment, home)) {
            Optional<Map<String, String>> found = section(file, service);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new UnusableUrlException(
                "the connection service \"" + service + "\" is in no service file"
                        + " (PGSERVICEFILE, else .pg_service.conf in the home directory, else pg_service.conf in PGSYSCONFDIR)");
    }

    private static List<Path> files(Map<String, String> environment, Path home) {
        List<Path> files = new ArrayList<>();
        String named = environment.get("PGSERVICEFILE");
        files.add(named == null ? home.resolve(".pg_service.conf") : Path.of(named));
        String system = environment.get("PGSYSCONFDIR");
        if (system != null) {
            files.add(Path.of(system, "pg_service.conf"));
        }
        return files;
    }

    private static Optional<Map<String, String>> section(Path file, String service) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        boolean inside = false;
        int number = 0;
        try {
            for (String raw : Files.readAllLines(file)) {
                number++;
                String line = raw.strip();
                if (line.startsWith("[")) {
                    if (inside) {
                        break;
                    }
                    inside = line.equals("[" + service + "]");
                } else if (inside && !line.isEmpty() && !line.startsWith("#")) {
                    put(settings, line, service, number);
                }
            }
        } catch (IOException e) {
            throw new UnusableUrlException(
                    "the service file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        return inside ? Optional.of(settings) : Optional.empty();
    }

    private static void put(Map<String, String> settings, String line, String service, int number) {
        int equals = line.indexOf('=');
        Optional<String> name = UrlParameters.canonical(
                equals < 0 ? "" : line.substring(0, equals).strip());
        if (name.isEmpty() || name.get().equals("service")) {
            throw new UnusableUrlException("the service file says something at line " + number + " of service \""
                    + service + "\" that is not a connection parameter this tool takes");
        }
        settings.put(name.get(), line.substring(equals + 1).strip());
    }
}
