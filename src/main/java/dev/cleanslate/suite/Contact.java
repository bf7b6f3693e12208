package dev.cleanslate.suite;

import java.util.Optional;

/** Somebody to call when a run aborts; contacts are called in their order. */
public record Contact(String name, Optional<String> role, Optional<String> phone, Optional<String> email) {}
