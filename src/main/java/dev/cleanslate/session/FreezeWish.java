package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.List;

/** The file in which a person is to review the rows of these findings; without a finding, of all warnings and worse. */
public record FreezeWish(Path file, List<String> findings) {
    public FreezeWish {
        findings = List.copyOf(findings);
    }
}
