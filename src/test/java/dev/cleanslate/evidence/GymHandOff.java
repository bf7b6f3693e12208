package dev.cleanslate.evidence;

import dev.cleanslate.plan.Refusal;
import dev.cleanslate.run.Certification;
import dev.cleanslate.run.Certification.Item;
import dev.cleanslate.run.Certification.State;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.seal.Digest;
import java.util.List;
import java.util.Optional;

/** A certification of the gym. */
final class GymHandOff {

    private GymHandOff() {}

    static Certification certification() {
        return new Certification(
                Certification.WITH_WAIVERS,
                GymRun.RUN,
                "2026-11-20T23:16:00Z",
                List.of(
                        new Certification.Group(
                                "database",
                                List.of(
                                        new Item("A reset that passed is on record", State.DONE, "reset " + GymRun.RUN),
                                        new Item(
                                                "Protected tables are as they were",
                                                State.WAIVED,
                                                "one <b>changed</b>"))),
                        new Certification.Group(
                                "communication",
                                List.of(new Item("Role client accepts this certificate", State.OPEN, "sign-off")))),
                List.of(new Certification.Answered("protected-changed/lessons", "ops", "new season", "2027-01-31")),
                List.of(),
                List.of(new Certification.Link(
                        "reset", GymRun.RUN, List.of(new Digest.NamedDigest("run.json", "ab12".repeat(16))))));
    }

    static GymRun run() {
        return new GymRun()
                .begun("certify", List.<Refusal>of())
                .and(new RunEvent.Certified(certification()))
                .and(new RunEvent.RunFinished(RunEvent.Outcome.PASSED, 0, false, 1, Optional.empty()));
    }
}
