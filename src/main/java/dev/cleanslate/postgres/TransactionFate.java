package dev.cleanslate.postgres;

/** What became of a transaction whose COMMIT was not answered. UNKNOWN: too long ago, or not of this server. */
public enum TransactionFate {
    COMMITTED,
    ABORTED,
    IN_PROGRESS,
    UNKNOWN
}
