package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.suite.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whom to call by the newest run that knew, for a run that reads no suite. */
public final class LastContacts {

    private static final int LOOKED_AT = 20;

    private LastContacts() {}

    /** None where no record has any, or none can be read: a run is not to fail for want of them. */
    public static List<Contact> of(Path reports, String target, String suite) {
        try {
            for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(suite)).stream()
                    .limit(LOOKED_AT)
                    .toList()) {
                List<Contact> known = in(folder.resolve(RunRecord.NAME));
                if (!known.isEmpty()) {
                    return known;
                }
            }
        } catch (IOException unlisted) {
            return List.of();
        }
        return List.of();
    }

    private static List<Contact> in(Path record) {
        try {
            return RunRecord.of(Files.readAllBytes(record)).contacts().stream()
                    .map(who -> new Contact(who.name(), who.role(), who.phone(), who.email()))
                    .toList();
        } catch (IOException | UnreadableRecord torn) {
            return List.of();
        }
    }
}
