package dev.cleanslate.evidence.record;

import java.util.List;
import java.util.Optional;

/**
 * What a certification came to. {@code reset} is the run that it is of, {@code inTheWay} each thing that kept the database
 * from being certified, {@code chain} the runs it rests on with their files by SHA-256.
 */
public record CertificationResult(
        String verdict,
        Optional<String> reset,
        Optional<String> resetAt,
        List<Group> groups,
        List<Answered> waivers,
        List<String> inTheWay,
        List<Link> chain) {

    public CertificationResult {
        groups = List.copyOf(groups);
        waivers = List.copyOf(waivers);
        inTheWay = List.copyOf(inTheWay);
        chain = List.copyOf(chain);
    }

    /** One of the five of a hand-over. */
    public record Group(String key, List<Item> items) {

        public Group {
            items = List.copyOf(items);
        }
    }

    /** {@code role}: in which a person ticks it, by its text, where the suite says so. */
    public record Item(String what, String state, String rests, Optional<String> role) {

        public boolean open() {
            return state.equals("open");
        }
    }

    public record Answered(String finding, String owner, String reason, String expires) {}

    public record Link(String kind, String run, List<File> files) {

        public Link {
            files = List.copyOf(files);
        }
    }

    public record File(String name, String digest) {}
}
