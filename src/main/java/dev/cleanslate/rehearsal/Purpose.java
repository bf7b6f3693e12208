package dev.cleanslate.rehearsal;

/** What a backup is restored for. */
public enum Purpose {
    /** To be tried on: it may not act on the world, and its server is a throwaway. */
    COPY,
    /** To be the database again, on the server that it came from. */
    ORIGINAL
}
