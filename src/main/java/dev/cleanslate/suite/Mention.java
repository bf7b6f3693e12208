package dev.cleanslate.suite;

/** A name as a file spells it, and where it stands. */
public record Mention(String name, Place place) {}
