package dev.cleanslate.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Names of runs: they sort by time, and two runs of the same second differ. */
public final class RunId {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of the part that sorts by time. */
    static final int SECOND_LENGTH = 16;

    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}");

    private RunId() {}

    /** {@code 20261120T231500Z-3f2a} */
    public static String next(Instant now) {
        return SECOND.format(now) + "-"
                + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    }

    /** Whether a folder is one of a run. */
    static boolean names(Path folder) {
        Path name = folder.getFileName();
        return name != null && FORM.matcher(name.toString()).matches();
    }
}
