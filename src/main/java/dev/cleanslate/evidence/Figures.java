package dev.cleanslate.evidence;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Figures {

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 1,234 rows} */
    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** The server gives -1 for a table that was never analyzed. */
    static String estimate(long rows) {
        return rows < 0 ? "unknown" : count(rows);
    }

    static String seconds(long millis) {
        long whole = millis / 1000;
        if (whole >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
        }
        if (whole >= 60) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, whole >= 10 ? "%.1f s" : "%.2f s", millis / 1000.0);
    }

    static String bytes(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        long size = Math.max(bytes, 0);
        int unit = 0;
        while (size >= 10_240 && unit < units.length - 1) {
            size = (size + 512) / 1024;
            unit++;
        }
        return size + " " + units[unit];
    }
}
