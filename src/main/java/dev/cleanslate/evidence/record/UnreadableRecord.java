package dev.cleanslate.evidence.record;

import org.jspecify.annotations.Nullable;

/** A record that this version cannot read; the message goes on from the name of the file. */
public final class UnreadableRecord extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
