package dev.cleanslate.suite;

/** Something of the hand-over that a person does and no tool can know: of which group, and in whose role it is ticked. */
public record HandOverItem(String group, String text, String role, Place place) {}
