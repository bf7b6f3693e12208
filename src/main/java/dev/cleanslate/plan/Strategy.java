package dev.cleanslate.plan;

/** How a fate is carried out. */
public enum Strategy {
    TRUNCATE,
    DELETE,
    SURVIVORS,
    UPDATE,
    NONE
}
