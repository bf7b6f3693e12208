package dev.cleanslate.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of runs: they sort by time, those of the same second too. */
public final class RunId {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of the part that sorts by time. */
    static final int SECOND_LENGTH = 16;

    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}");

    private RunId() {}

    /** {@code 20261120T231500Z-3f2a}: the digits are the part of the second, and go on from there where one is taken. */
    public static String of(Instant now, int taken) {
        long part = now.get(ChronoField.NANO_OF_SECOND) * 0x10000L / 1_000_000_000L;
        return SECOND.format(now) + "-" + HexFormat.of().toHexDigits((short) (part + taken));
    }

    /** Whether a folder is one of a run. */
    static boolean names(Path folder) {
        Path name = folder.getFileName();
        return name != null && FORM.matcher(name.toString()).matches();
    }
}
