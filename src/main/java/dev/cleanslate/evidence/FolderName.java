package dev.cleanslate.evidence;

import dev.cleanslate.seal.Digest;
import java.util.regex.Pattern;

/** A name from a file or a URL as one step of a path, on every file system and in every locale. */
final class FolderName {

    private static final int LONGEST = 80;
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.DOTALL);

    private FolderName() {}

    /** Names that had to be changed carry a part of their digest, so that two of them never share a folder. */
    static String of(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceAll("^[.-]+", "_")
                .replaceAll("\\.+$", "_");
        if (RESERVED.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        if (safe.length() > LONGEST) {
            safe = safe.substring(0, LONGEST);
        }
        return safe.equals(name) && !safe.isEmpty()
                ? safe
                : safe + "-" + Digest.of(name).substring(0, 8);
    }
}
