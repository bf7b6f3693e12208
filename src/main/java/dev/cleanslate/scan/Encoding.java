package dev.cleanslate.scan;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a database writes texts. A statement with one character that its encoding has not is refused as a whole, so of
 * the words that are looked for, those are left out of which no text of that database can be made.
 */
final class Encoding {

    /** A character that PostgreSQL takes everywhere and nobody types. */
    private static final char NEVER = '\u0001';

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("ISO_8859_5", "ISO-8859-5"),
            Map.entry("ISO_8859_6", "ISO-8859-6"),
            Map.entry("ISO_8859_7", "ISO-8859-7"),
            Map.entry("ISO_8859_8", "ISO-8859-8"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("EUC_JP", "EUC-JP"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("EUC_CN", "GB2312"));

    private final Optional<Charset> charset;

    private Encoding(Optional<Charset> charset) {
        this.charset = charset;
    }

    /** As {@code getdatabaseencoding()} calls it; of one that Java does not know, only ASCII is trusted. */
    static Encoding of(String name) {
        if (name.equals("UTF8") || name.equals("SQL_ASCII")) {
            return new Encoding(Optional.empty());
        }
        String java = NAMES.getOrDefault(name, name.replaceFirst("^WIN(?=125)", "windows-"));
        try {
            return new Encoding(Optional.of(Charset.forName(java)));
        } catch (IllegalArgumentException unknown) {
            return new Encoding(Optional.of(StandardCharsets.US_ASCII));
        }
    }

    List<Detector> written(List<Detector> detectors) {
        return charset.map(known -> detectors.stream()
                        .map(d -> written(d, known.newEncoder()))
                        .toList())
                .orElse(detectors);
    }

    private static Detector written(Detector detector, CharsetEncoder encoder) {
        // What a suite says is its own: where that cannot be asked, it is to be told so.
        return detector.probe() == Probe.GIVEN
                ? detector
                : new Detector(
                        detector.id(),
                        detector.points(),
                        detector.explanation(),
                        detector.kinds(),
                        detector.probe(),
                        detector.heads().stream()
                                .map(head -> written(head, encoder))
                                .distinct()
                                .toList(),
                        written(detector.exact(), encoder),
                        detector.mend());
    }

    private static String written(String text, CharsetEncoder encoder) {
        StringBuilder written = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (encoder.canEncode(Character.toString(c))) {
                written.appendCodePoint(c);
            } else {
                written.append(NEVER);
            }
        });
        return written.toString();
    }
}
