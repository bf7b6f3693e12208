package dev.cleanslate.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** libpq's password file: {@code host:port:database:user:password}, the first line that fits. */
final class PasswordFile {

    private final Path path;

    PasswordFile(Path path) {
        this.path = path;
    }

    /** Why the file is of no use, if it is of none. */
    Optional<String> objection() {
        if (!Files.isRegularFile(path)) {
            return Optional.of("there is no password file");
        }
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
            boolean shared = granted.stream().anyMatch(p -> !p.name().startsWith("OWNER_"));
            return shared
                    ? Optional.of("the password file is ignored because others than its owner may use it (chmod 600)")
                    : Optional.empty();
        } catch (UnsupportedOperationException | IOException e) {
            return Optional.empty(); // no such permissions on this file system: libpq does not ask there either
        }
    }

    Optional<String> password(String host, int port, String database, String user) {
        if (objection().isPresent()) {
            return Optional.empty();
        }
        try {
            for (String line : Files.readAllLines(path)) {
                List<String> fields = fields(line);
                if (!line.startsWith("#")
                        && fields.size() == 5
                        && fits(fields.get(0), host)
                        && fits(fields.get(1), Integer.toString(port))
                        && fits(fields.get(2), database)
                        && fits(fields.get(3), user)) {
                    return Optional.of(fields.get(4));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableUrlException(
                    "the password file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static boolean fits(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
