package dev.cleanslate.evidence.report;

import org.jspecify.annotations.Nullable;

/** No report can be drawn from such a record; the message goes on from the name of the file. */
public final class UnreadableRecord extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
