package dev.cleanslate.suite;

import java.nio.file.Path;
import java.util.List;

/** What a reset of one application means, as its file says it. */
public record Suite(
        String name,
        String about,
        Path file,
        List<Mention> schemas,
        List<Protection> protect,
        List<Mention> ignore,
        List<Mention> disabledTriggers,
        List<Phase> phases,
        RestartSequences restartSequences,
        Unclassified unclassified,
        List<Check> checks,
        Sections sections,
        List<SourceFile> sources,
        List<Variant> variants) {

    public Suite {
        schemas = List.copyOf(schemas);
        protect = List.copyOf(protect);
        ignore = List.copyOf(ignore);
        disabledTriggers = List.copyOf(disabledTriggers);
        phases = List.copyOf(phases);
        checks = List.copyOf(checks);
        sources = List.copyOf(sources);
        variants = List.copyOf(variants);
    }

    /** For what needs none; {@code file} is where else it could have been named. */
    public static Suite none(Path file) {
        return none("none", file);
    }

    /** For what may lie beside the runs of one. */
    public static Suite none(String name, Path file) {
        return new Suite(
                name,
                "",
                file,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RestartSequences.NONE,
                Unclassified.WARN,
                List.of(),
                Sections.NONE,
                List.of(),
                List.of());
    }

    /** The same with other work and other questions. */
    public Suite doing(List<Phase> otherPhases, List<Check> otherChecks, Sections others) {
        return new Suite(
                name,
                about,
                file,
                schemas,
                protect,
                ignore,
                disabledTriggers,
                otherPhases,
                restartSequences,
                unclassified,
                otherChecks,
                others,
                sources,
                variants);
    }

    /** The same with other lists of what stays and of what nobody looks at. */
    public Suite listing(List<Protection> kept, List<Mention> ignored) {
        return new Suite(
                name,
                about,
                file,
                schemas,
                kept,
                ignored,
                disabledTriggers,
                phases,
                restartSequences,
                unclassified,
                checks,
                sections,
                sources,
                variants);
    }

    /** The file as a whole, for what is said of no line of it. */
    public Place place() {
        return Place.of(file.toString());
    }

    /** A table that must come out identical. */
    public record Protection(Mention table, boolean allowEmpty, Fingerprinting fingerprint) {}

    /** How the content of a protected table is compared. */
    public enum Fingerprinting {
        FULL,
        SAMPLED,
        OFF
    }

    public enum RestartSequences {
        WIPED,
        NONE,
        ALL
    }

    public enum Unclassified {
        REFUSE,
        WARN
    }

    /** A file the suite consists of, itself first; its bytes are what the suite's digest is over. */
    public record SourceFile(String name, String text) {}
}
