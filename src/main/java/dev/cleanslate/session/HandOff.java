package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.HandOverTicks;
import dev.cleanslate.evidence.HandOverTicks.Ticked;
import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.evidence.RunCertificate;
import dev.cleanslate.run.Certification;
import dev.cleanslate.run.Certification.Item;
import dev.cleanslate.run.Certification.State;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Waived;
import dev.cleanslate.suite.HandOverItem;
import dev.cleanslate.suite.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a certification has found so far: each thing that was looked at, what stands in the way, who answers for what. */
final class HandOff {

    private static final String NOT_LOOKED = "what comes before it failed";

    private final Workbench bench;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> inTheWay = new ArrayList<>();
    private final Set<Certification.Answered> waivers = new LinkedHashSet<>();
    private final List<Certification.Link> chain = new ArrayList<>();
    private @Nullable PastReset reset;

    HandOff(Workbench bench) {
        this.bench = bench;
    }

    /** What a look came to, when nothing is wrong. */
    record Rests(State state, String on) {

        static Rests done(String on) {
            return new Rests(State.DONE, on);
        }

        static Rests open(String on) {
            return new Rests(State.OPEN, on);
        }
    }

    private record Entry(String group, Item item) {}

    /** The reset that is certified. */
    PastReset reset() {
        PastReset found = reset;
        if (found == null) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK, "there is no reset on record to compare with, so this was not looked at.");
        }
        return found;
    }

    /** Whether what is asked now is what was asked at the reset. */
    boolean sameSuite() {
        return reset().suiteDigest().equals(bench.fitting().suiteDigest());
    }

    Optional<PastReset> known() {
        return Optional.ofNullable(reset);
    }

    void reset(PastReset found) {
        reset = found;
    }

    void rests(Certification.Link link) {
        chain.add(link);
    }

    /** Announced, so that what is not reached is told too. */
    void expect(String group, String id, String what) {
        entries.put(id, new Entry(group, new Item(what, State.NOT_REACHED, NOT_LOOKED)));
    }

    void look(String id, Supplier<Rests> body) {
        Entry entry = entries.getOrDefault(id, new Entry("database", new Item(id, State.NOT_REACHED, NOT_LOOKED)));
        String what = entry.item().what();
        try {
            Rests rests = body.get();
            entries.put(id, new Entry(entry.group(), new Item(what, rests.state(), rests.on())));
        } catch (LeftOut nothing) {
            // It is of another variant than this database, so nobody waits for it.
            entries.remove(id);
            throw nothing;
        } catch (RuntimeException | AssertionError trouble) {
            StepFailure failure = Failures.of(trouble);
            String why = String.valueOf(failure.getMessage());
            entries.put(id, new Entry(entry.group(), new Item(what, State.FAILED, why)));
            inTheWay.add(what + ": " + why);
            throw failure;
        }
    }

    void answered(String finding, Waived waived) {
        waivers.add(new Certification.Answered(
                finding, waived.owner(), waived.reason(), waived.expires().toString()));
    }

    /** Tells the verdict, and has it signed where that is a good one. */
    void conclude(Evidence evidence) {
        long unreached = entries.values().stream()
                .filter(entry -> entry.item().state() == State.NOT_REACHED)
                .count();
        if (unreached > 0) {
            inTheWay.add(unreached + " of " + entries.size() + " things were not looked at.");
        }
        Certification certification = certification();
        bench.events().tell(new RunEvent.Certified(certification));
        if (certification.certified() && reset != null) {
            bench.events().tell(new RunEvent.Next(next()));
            // What was asked now; those of the reset are bound by its own certificate, which the chain names.
            Fitting asked = bench.fitting();
            var draft = new RunCertificate.Draft(
                    RunCertificate.HAND_OFF,
                    Certificate.Identity.of(bench.catalog().server()),
                    asked.planDigest(),
                    asked.suiteDigest(),
                    asked.schemaFingerprint(),
                    certification.verdict(),
                    certification.waivers(),
                    certification.chain());
            bench.rig().key().ifPresent(key -> evidence.certify(draft, key));
        }
    }

    private String next() {
        if (bench.target.disposable()) {
            return "nothing: this database was made for the demonstration and is gone with it.";
        }
        List<String> roles = roles();
        boolean toTick = bench.suite.sections().handOver().stream().anyMatch(item -> roles.contains(item.role()));
        return (roles.isEmpty()
                        ? ""
                        : "signatures of " + String.join(", ", roles) + " (sign-off"
                                + (toTick ? ", and sign-off --tick for what hand-over: lists" : "") + "), then ")
                + "certify --target " + bench.target.name()
                + " --go-live marks the database live, after which nothing resets it any more.";
    }

    private List<String> roles() {
        return bench.target.trust().keys().keySet().stream()
                .filter(role -> !role.equals(Target.Trust.REHEARSAL))
                .toList();
    }

    private Certification certification() {
        String verdict = !inTheWay.isEmpty()
                ? Certification.NOT_CERTIFIED
                : waivers.isEmpty() ? Certification.CERTIFIED : Certification.WITH_WAIVERS;
        Map<String, List<Ticked>> ticked = ticked();
        return new Certification(
                verdict,
                known().map(PastReset::run).orElse(null),
                known().map(PastReset::at).map(Instant::toString).orElse(null),
                Certification.GROUPS.stream().map(key -> group(key, ticked)).toList(),
                List.copyOf(waivers),
                inTheWay,
                chain);
    }

    private Certification.Group group(String key, Map<String, List<Ticked>> ticked) {
        List<Item> items = new ArrayList<>();
        entries.values().stream()
                .filter(entry -> entry.group().equals(key))
                .map(Entry::item)
                // That the database was reached says nothing that what was read of it does not.
                .filter(item -> item.state() != State.DONE || !item.rests().isEmpty())
                .forEach(items::add);
        items.addAll(byPeople(key, ticked));
        return new Certification.Group(key, items);
    }

    /** What no tool can know is open until a person says otherwise: by a signature, or by hand on the page. */
    private List<Item> byPeople(String key, Map<String, List<Ticked>> ticked) {
        List<Item> items = new ArrayList<>();
        for (HandOverItem item : bench.suite.sections().handOver()) {
            if (item.group().equals(key)) {
                items.add(ticked.getOrDefault(item.text(), List.of()).stream()
                        .filter(by -> by.role().equals(item.role()))
                        .findFirst()
                        .map(by -> new Item(item.text(), State.DONE, said(by), item.role()))
                        .orElseGet(() -> new Item(item.text(), State.OPEN, toTick(item), item.role())));
            }
        }
        boolean named = !items.isEmpty();
        if (key.equals("documentation") && !named) {
            items.add(new Item(
                    "Operating documents and runbook are handed over",
                    State.OPEN,
                    "to be ticked by whoever hands over"));
        } else if (key.equals("communication")) {
            if (!named) {
                items.add(new Item(
                        "The client knows that the database is theirs from now on",
                        State.OPEN,
                        "to be ticked by whoever hands over"));
            }
            roles().forEach(role -> items.add(new Item(
                    "Role " + role + " accepts this certificate",
                    State.OPEN,
                    "sign-off --role " + role + " signs it; verify says who has")));
        }
        return items;
    }

    private static String said(Ticked by) {
        return "ticked by " + (by.name().isEmpty() ? "role " + by.role() : by.name() + " (role " + by.role() + ")")
                + " at " + by.at() + " with key " + by.key() + ", in the hand-off of run " + by.run();
    }

    private String toTick(HandOverItem item) {
        return "role " + item.role() + " ticks it"
                + (roles().contains(item.role())
                        ? " by signature (sign-off --role " + item.role() + " --tick), or"
                        : ", which has no key in trusted-keys:")
                + " by hand on the page";
    }

    /** For earlier hand-offs of the same reset. */
    private Map<String, List<Ticked>> ticked() {
        PastReset of = reset;
        if (of == null || bench.suite.sections().handOver().isEmpty()) {
            return Map.of();
        }
        try {
            return HandOverTicks.counted(
                    bench.invocation.reports(),
                    bench.target.name(),
                    bench.suite.name(),
                    of.run(),
                    bench.target.trust().keys(),
                    Target.Trust.REHEARSAL,
                    bench.invocation.present().clock().instant());
        } catch (IOException unreadable) {
            bench.events()
                    .note("What was ticked for earlier certifications cannot be read, so all of it is open again: "
                            + unreadable.getMessage());
            return Map.of();
        }
    }
}
