package dev.cleanslate.storage;

import java.time.Instant;

/** An object as a listing shows it; {@code etag} with its quotes. */
record StoredObject(String key, long size, Instant modified, String etag) {}
