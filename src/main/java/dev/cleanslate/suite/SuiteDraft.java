package dev.cleanslate.suite;

import java.util.List;

/** A suite to be written: what the grammar has room for, and a remark beside each thing for the person who reads it. */
public record SuiteDraft(
        String name,
        String about,
        List<String> head,
        List<Item> protect,
        List<Item> ignore,
        List<Item> triggers,
        List<DraftPhase> phases,
        Suite.RestartSequences restartSequences,
        Suite.Unclassified unclassified,
        List<String> notEmpty,
        boolean noOrphans) {

    public SuiteDraft {
        head = List.copyOf(head);
        protect = List.copyOf(protect);
        ignore = List.copyOf(ignore);
        triggers = List.copyOf(triggers);
        phases = List.copyOf(phases);
        notEmpty = List.copyOf(notEmpty);
    }

    /** A name as the reader will take it; {@code allowEmpty} matters to protected tables only. */
    public record Item(String name, boolean allowEmpty, String remark) {}

    /** One phase, which either wipes or, where {@code nulls} has something, sets columns to null. */
    public record DraftPhase(String name, List<Item> wipe, List<Nulls> nulls) {
        public DraftPhase {
            wipe = List.copyOf(wipe);
            nulls = List.copyOf(nulls);
        }
    }

    /** Columns of one table that are set to null. */
    public record Nulls(String table, List<String> columns, String remark) {
        public Nulls {
            columns = List.copyOf(columns);
        }
    }

    public SuiteDraft withHead(List<String> lines) {
        return new SuiteDraft(
                name,
                about,
                lines,
                protect,
                ignore,
                triggers,
                phases,
                restartSequences,
                unclassified,
                notEmpty,
                noOrphans);
    }
}
