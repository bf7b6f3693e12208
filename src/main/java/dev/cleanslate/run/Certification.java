package dev.cleanslate.run;

import dev.cleanslate.seal.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certification comes to. {@code reset} is the run that is certified, where there is one; {@code inTheWay} says
 * each thing that keeps the database from being certified; {@code groups} are those of the hand-over.
 */
public record Certification(
        String verdict,
        @Nullable String reset,
        @Nullable String resetAt,
        List<Group> groups,
        List<Answered> waivers,
        List<String> inTheWay,
        List<Link> chain) {

    public static final String CERTIFIED = "certified";
    public static final String WITH_WAIVERS = "certified-with-waivers";
    public static final String NOT_CERTIFIED = "not-certified";

    /** The five groups of a hand-over, in their order. */
    public static final List<String> GROUPS =
            List.of("database", "functionality", "business-logic", "documentation", "communication");

    public Certification {
        groups = List.copyOf(groups);
        waivers = List.copyOf(waivers);
        inTheWay = List.copyOf(inTheWay);
        chain = List.copyOf(chain);
    }

    public boolean certified() {
        return !verdict.equals(NOT_CERTIFIED);
    }

    public record Group(String key, List<Item> items) {

        public Group {
            items = List.copyOf(items);
        }
    }

    /**
     * {@code rests}: what the state rests on; of an open item, who has to do what. {@code role}: in which a person ticks
     * it, where the suite says so.
     */
    public record Item(
            String what,
            State state,
            String rests,
            @Nullable String role) {

        public Item(String what, State state, String rests) {
            this(what, state, rests, null);
        }
    }

    /** In lower case, since that is how the record spells it. */
    public enum State {
        DONE,
        WAIVED,
        FAILED,
        /** A person has to do it, or to say that it is done. */
        OPEN,
        NOT_REACHED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Something that somebody answers for until the end of a day. */
    public record Answered(String finding, String owner, String reason, String expires) {}

    /** An earlier run that this one rests on, and the files of it by their SHA-256. */
    public record Link(String kind, String run, List<Digest.NamedDigest> files) {

        public Link {
            files = List.copyOf(files);
        }
    }
}
