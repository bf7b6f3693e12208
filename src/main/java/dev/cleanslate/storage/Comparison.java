package dev.cleanslate.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Merges two streams in the order of bytes, the bucket's listing and the columns' keys, so that neither is ever held in
 * memory. What changed after {@code settled} is nobody's orphan yet: its row may not be there so far.
 */
final class Comparison {

    private static final int TOLD = 1000;

    private final Listing listing;
    private final Optional<Manifest> manifest;
    private final Rules rules;
    private final List<Pattern> protect;
    private final LongConsumer progress;
    private Optional<StoredObject> object = Optional.empty();
    private String lastRow = "";
    private long objects;
    private long rows;
    private long matched;
    private long elsewhere;
    private long kept;
    private long young;
    private long orphans;
    private long bytes;
    private long missing;

    /** {@code quarantine} is empty where there is none; what lies there is not looked at. */
    record Rules(String prefix, String quarantine, List<String> protect, Instant settled) {}

    Comparison(Listing listing, Optional<Manifest> manifest, Rules rules, LongConsumer progress) {
        this.listing = listing;
        this.manifest = manifest;
        this.rules = rules;
        this.protect = rules.protect().stream().map(Comparison::pattern).toList();
        this.progress = progress;
    }

    Compared over(Keys keys) {
        // The listing is under way before the rows are read: what is uploaded later is young, whenever it is listed.
        advance();
        keys.each(this::row);
        while (object.isPresent()) {
            alone(object.get());
            advance();
        }
        return new Compared(objects, rows, matched, elsewhere, kept, young, orphans, bytes, missing);
    }

    private void row(String key) {
        int order = rows + elsewhere == 0 ? 1 : ByteOrder.IT.compare(key, lastRow);
        if (order == 0) {
            return;
        }
        if (order < 0) {
            throw new IllegalStateException("the keys of the rows came out of order");
        }
        lastRow = key;
        if (!rules.quarantine().isEmpty() && key.startsWith(rules.quarantine())) {
            throw new NotTaken("storage: a row has the key \"" + key + "\", and what lies under \"" + rules.quarantine()
                    + "\" is the quarantine: it is never compared, and what is moved there may replace what the row"
                    + " names. Give \"quarantine\" a prefix that no row's key begins with. Nothing was changed.");
        }
        if (!key.startsWith(rules.prefix())) {
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
            note(manifest -> manifest.missing(key));
        }
    }

    private void alone(StoredObject alone) {
        if (protect.stream().anyMatch(p -> p.matcher(alone.key()).matches())) {
            kept++;
            note(manifest -> manifest.kept(alone, "protected"));
        } else if (!alone.modified().isBefore(rules.settled())) {
            young++;
            note(manifest -> manifest.kept(alone, "too-young"));
        } else {
            orphans++;
            bytes += alone.size();
            note(manifest -> manifest.orphan(alone));
        }
    }

    private void note(Line line) {
        if (manifest.isPresent()) {
            try {
                line.writeTo(manifest.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Line {
        void writeTo(Manifest manifest) throws IOException;
    }

    private void advance() {
        do {
            object = listing.next();
        } while (object.filter(this::quarantined).isPresent());
        if (object.isPresent()) {
            objects++;
            if (objects % TOLD == 0) {
                progress.accept(objects);
            }
        }
    }

    private boolean quarantined(StoredObject found) {
        return !rules.quarantine().isEmpty() && found.key().startsWith(rules.quarantine());
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
