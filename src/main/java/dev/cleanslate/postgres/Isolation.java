package dev.cleanslate.postgres;

/** The isolation levels a run uses. */
public enum Isolation {
    READ_COMMITTED,
    REPEATABLE_READ;

    String sql() {
        return name().replace('_', ' ');
    }
}
