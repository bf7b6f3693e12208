package dev.cleanslate.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a whole text file, or says at the given place why it cannot. */
final class TextFile {

    static final int YAML_LIMIT = 1 << 20;
    static final int SQL_LIMIT = 16 << 20;

    private TextFile() {}

    /** {@code who} begins the message, as in {@code the file "reseed.sql"}. */
    static Optional<String> read(Path path, int limit, Place place, String who, Faults faults) {
        String wrong;
        try {
            if (!Files.exists(path)) {
                wrong = "does not exist. Check the name and the folder"
                        + (path.isAbsolute()
                                ? "."
                                : ", as seen from " + Path.of("").toAbsolutePath() + ".");
            } else if (Files.isDirectory(path)) {
                wrong = "is a directory. Name the file in it.";
            } else if (!Files.isRegularFile(path)) {
                wrong = "is not a regular file.";
            } else if (!Files.isReadable(path)) {
                wrong = "may not be read by this user. Check its permissions.";
            } else {
                byte[] bytes = firstBytes(path, limit + 1);
                if (bytes.length <= limit) {
                    return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
                }
                wrong = "is larger than " + (limit >> 20) + " MiB.";
            }
        } catch (CharacterCodingException e) {
            wrong = "is not UTF-8. Save it as UTF-8.";
        } catch (IOException | SecurityException e) {
            wrong = "could not be read (" + e.getClass().getSimpleName() + ").";
        }
        faults.add(place, who + " " + wrong);
        return Optional.empty();
    }

    private static byte[] firstBytes(Path path, int most) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most);
        }
    }
}
