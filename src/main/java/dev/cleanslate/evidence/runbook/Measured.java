package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the last rehearsal took, by its certificate. Of what it did not do nothing is known. */
record Measured(Certificate certificate, String file) {

    private static final Set<String> OF_THE_COPY = Set.of("throwaway", "restore", "compare", "copy");
    /** They wait for people, or are done in a rehearsal only. */
    private static final Set<String> NOT_IN_A_RESET = Set.of("signing-key", "hold", "app", "outcome");

    private static final String FIRST_LOCK = "baseline";
    private static final String COMMIT = "commit";

    static Optional<Measured> of(Matter matter) {
        return matter.own()
                .map(sound -> new Measured(sound.certificate(), sound.file().toString()));
    }

    /** Those of gates and proofs lie within the step that asked for them. */
    private List<Certificate.Step> steps() {
        return certificate.steps().stream()
                .filter(step -> !step.id().startsWith("gates-") && !step.id().startsWith("proof-"))
                .toList();
    }

    private Optional<Long> took(String id) {
        return steps().stream()
                .filter(step -> step.id().equals(id) && step.status().equals("passed"))
                .map(Certificate.Step::millis)
                .findFirst();
    }

    long whole() {
        return steps().stream().mapToLong(Certificate.Step::millis).sum();
    }

    long preflight() {
        return steps().stream()
                .filter(step -> step.stage().equals("preflight") && !NOT_IN_A_RESET.contains(step.id()))
                .mapToLong(Certificate.Step::millis)
                .sum();
    }

    /** Empty where a clone was rehearsed on, which needs none. */
    Optional<Long> backup() {
        return took("backup");
    }

    /** Putting the backup back and comparing it, which an undo does both. */
    Optional<Long> undo() {
        return took("restore").map(millis -> millis + took("compare").orElse(0L));
    }

    Optional<Long> restore() {
        return took("restore");
    }

    /** From the first lock to the commit: for so long nobody else writes to what is reset. */
    long locked() {
        List<Certificate.Step> all = steps();
        int from = place(FIRST_LOCK, all);
        int to = place(COMMIT, all);
        return from < 0 || to < from
                ? 0
                : all.subList(from, to + 1).stream()
                        .mapToLong(Certificate.Step::millis)
                        .sum();
    }

    long afterCommit() {
        List<Certificate.Step> all = steps();
        int from = place(COMMIT, all);
        return from < 0
                ? 0
                : all.subList(from + 1, all.size()).stream()
                        .filter(step -> !NOT_IN_A_RESET.contains(step.id()) && !OF_THE_COPY.contains(step.id()))
                        .mapToLong(Certificate.Step::millis)
                        .sum();
    }

    private static int place(String id, List<Certificate.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
