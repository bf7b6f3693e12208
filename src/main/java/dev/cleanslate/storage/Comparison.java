package dev.cleanslate.storage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Merges two streams in the order of bytes, the bucket's listing and the column's keys, so that neither is ever held in
 * memory. The bucket is listed from before the rows are read, and what changed after {@code settled} is nobody's orphan
 * yet: its row may not be there so far.
 */
final class Comparison {

    private static final int SAMPLE = 20;

    private final Listing listing;
    private final BufferedWriter manifest;
    private final String prefix;
    private final String quarantine;
    private final List<Pattern> protect;
    private final Instant settled;
    private Optional<StoredObject> object = Optional.empty();
    private String lastRow = "";
    private long objects;
    private long rows;
    private long matched;
    private long elsewhere;
    private long kept;
    private long recent;
    private long orphans;
    private long bytes;
    private long missing;
    private final List<String> orphanSample = new ArrayList<>();
    private final List<String> missingSample = new ArrayList<>();

    /** {@code quarantine} is empty where there is none; what lies there is not looked at. */
    Comparison(
            Listing listing,
            BufferedWriter manifest,
            String prefix,
            String quarantine,
            List<String> protect,
            Instant settled) {
        this.listing = listing;
        this.manifest = manifest;
        this.prefix = prefix;
        this.quarantine = quarantine;
        this.protect = protect.stream().map(Comparison::pattern).toList();
        this.settled = settled;
    }

    /** {@code keys} hands out the column's values in the order of bytes, repeated ones too, without nulls. */
    Compared over(Consumer<Consumer<String>> keys) {
        advance();
        keys.accept(this::row);
        while (object.isPresent()) {
            alone(object.get());
            advance();
        }
        return new Compared(
                objects, rows, matched, elsewhere, kept, recent, orphans, bytes, missing, orphanSample, missingSample);
    }

    private void row(String key) {
        int order = rows + elsewhere == 0 ? 1 : ByteOrder.IT.compare(key, lastRow);
        if (order == 0) {
            return;
        }
        if (order < 0) {
            throw new IllegalStateException("the column's keys came out of order: \"" + key + "\"");
        }
        lastRow = key;
        if (!key.startsWith(prefix)) {
            elsewhere++;
            return;
        }
        rows++;
        while (object.isPresent() && ByteOrder.IT.compare(object.get().key(), key) < 0) {
            alone(object.get());
            advance();
        }
        if (object.isPresent() && object.get().key().equals(key)) {
            matched++;
            advance();
        } else {
            missing++;
            if (missingSample.size() < SAMPLE) {
                missingSample.add(key);
            }
        }
    }

    private void alone(StoredObject alone) {
        if (protect.stream().anyMatch(p -> p.matcher(alone.key()).matches())) {
            kept++;
        } else if (!alone.modified().isBefore(settled)) {
            recent++;
        } else {
            orphans++;
            bytes += alone.size();
            if (orphanSample.size() < SAMPLE) {
                orphanSample.add(alone.key());
            }
            note(new Manifest.Orphan(alone.key(), alone.etag(), alone.size()));
        }
    }

    private void note(Manifest.Orphan orphan) {
        try {
            manifest.write(orphan.line());
            manifest.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void advance() {
        do {
            object = listing.next();
        } while (object.filter(this::quarantined).isPresent());
        if (object.isPresent()) {
            objects++;
        }
    }

    private boolean quarantined(StoredObject found) {
        return !quarantine.isEmpty() && found.key().startsWith(quarantine);
    }

    /** A star stands for anything. */
    private static Pattern pattern(String protect) {
        StringBuilder regex = new StringBuilder();
        for (String piece : protect.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
