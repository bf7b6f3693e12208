package dev.cleanslate.session;

import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Planner;
import dev.cleanslate.plan.Precedent;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Inquiry;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SchemaStamp;
import dev.cleanslate.postgres.SchemaText;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.run.Certification.State;
import dev.cleanslate.run.DatabaseGates;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Waived;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.session.HandOff.Rests;
import dev.cleanslate.suite.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the database itself says, in one transaction that only reads, compared with what the reset left. */
final class HandOffLook {

    private static final int TRIES = 3;

    private final Workbench bench;
    private final HandOff handOff;

    HandOffLook(Workbench bench, HandOff handOff) {
        this.bench = bench;
        this.handOff = handOff;
    }

    /** The catalog, and a snapshot from which all the rest is read and to which the catalog belongs. */
    void catalog() {
        for (int i = 0; i < TRIES; i++) {
            Preflight.readCatalog(bench);
            PgSession session = bench.session();
            session.begin(Isolation.REPEATABLE_READ, true);
            if (bench.catalog().stamp().equals(SchemaStamp.of(session))) {
                return;
            }
            session.rollback();
        }
        throw new StepFailure(
                StepFailure.Kind.DATABASE,
                "the schema keeps changing while it is read, " + TRIES
                        + " times in a row, so what it is cannot be said."
                        + " Certify when the migrations are done. Nothing was changed.");
    }

    /** For the names of the checks, and for what is protected; whether such a reset could run now is not asked. */
    void names() {
        Answers answers =
                Inquiry.answer(bench.session(), Planner.questions(bench.suite, bench.catalog(), Precedent.NONE));
        Plan plan = Planner.plan(bench.suite, bench.catalog(), Precedent.NONE, answers);
        List<String> unknown = plan.refusals().stream()
                .filter(refusal -> refusal.kind() == Refusal.Kind.USAGE)
                .map(Refusal::toString)
                .toList();
        if (!unknown.isEmpty()) {
            throw new StepFailure(StepFailure.Kind.USAGE, String.join("\n", unknown));
        }
        bench.plan(plan);
        bench.fitting(new Fitting(
                Preflight.suiteDigest(bench.suite),
                Digest.ofLines(plan.bound()),
                Digest.ofLines(SchemaText.lines(bench.catalog()))));
    }

    Rests encrypted() {
        new DatabaseGates(bench.session()).encrypted();
        return Rests.done("TLS, as the target demands");
    }

    Rests identity() {
        Identity identity = Identity.of(
                bench.session(),
                bench.invocation.url().isPresent() ? Optional.empty() : Optional.of(bench.target.name()));
        return switch (identity.state()) {
            case MATCHES, LIVE -> Rests.done(identity.said());
            case ABSENT -> {
                if (bench.target.guarded()) {
                    throw check("target \"" + bench.target.name() + "\" is guarded, and " + identity.said()
                            + ". Mark it: " + Marking.command(bench.target));
                }
                yield Rests.done("server and database are those of the reset; there is no marker");
            }
            case COPY, FOREIGN, UNREADABLE ->
                throw new StepFailure(StepFailure.Kind.REFUSED, identity.sentence() + " Nothing was changed.");
        };
    }

    Rests schema() {
        PastReset reset = handOff.reset();
        if (bench.fitting().schemaFingerprint().equals(reset.schemaFingerprint())) {
            return Rests.done("fingerprint " + start(reset.schemaFingerprint()) + ", as at the reset");
        }
        return waivedOr(
                "schema-changed/database",
                "a table, column, key, index or trigger was changed since reset " + reset.run() + ": fingerprint "
                        + start(reset.schemaFingerprint()) + "… then, "
                        + start(bench.fitting().schemaFingerprint())
                        + "… now. Find what changed it; reset again, or have somebody answer for it");
    }

    Rests check(String step, Check check) {
        if (check.kind() instanceof Check.Kind.Sequence) {
            return handOff.sameSuite()
                    ? Rests.done("held at the reset; numbers move with use, so they are looked at below")
                    : Rests.open(
                            "not asked: numbers move with use, and since the suite was changed after the reset it is"
                                    + " not known that it held then");
        }
        Check fitted = LeftOut.orFitted(bench, check);
        Reset.look(
                bench.session(),
                bench.plan(),
                bench.catalog(),
                fitted,
                readings -> bench.events().tell(new RunEvent.Read(step, readings)));
        return Rests.done("asked again, read-only");
    }

    Rests standing(Step.Dynamic dynamic) {
        Slugs ids = new Slugs();
        return new HandOffStanding(bench, handOff.reset(), this::answer)
                .look((name, objection) -> child(dynamic, ids, "protected-", name, objection));
    }

    Rests triggers() {
        List<String> wrong = new ArrayList<>();
        for (PastReset.Trigger expected : handOff.reset().triggers()) {
            Optional<Trigger> found = bench.catalog().triggers().stream()
                    .filter(t -> t.name().equals(expected.name())
                            && t.table().toString().equals(expected.table()))
                    .findFirst();
            String state =
                    found.map(t -> t.state().name().toLowerCase(Locale.ROOT)).orElse("not there");
            if (!state.equals(expected.state())) {
                wrong.add(expected.name() + " on " + expected.table() + " is " + state + ", and has to be "
                        + expected.state());
            }
        }
        try {
            new ServerGates(bench).triggers();
        } catch (StepFailure disabled) {
            wrong.add(String.valueOf(disabled.getMessage()).replace(" Nothing was changed.", ""));
        }
        if (!wrong.isEmpty()) {
            throw check(String.join("; ", wrong));
        }
        return Rests.done("as the suite says they end, "
                + handOff.reset().triggers().size() + " that the reset had switched off among them");
    }

    /** A scheduler's jobs stand in a table of its own, where this role may see it. */
    Rests jobs() {
        PgSession session = bench.session();
        if (!session.query("SELECT pg_catalog.to_regclass('cron.job') IS NOT NULL")
                .get(0)
                .bool(0)) {
            return Rests.done("no jobs of pg_cron are in this database");
        }
        List<String> off = session
                .query("SELECT coalesce(nullif(j ->> 'jobname', ''), j ->> 'jobid') FROM cron.job,"
                        + " pg_catalog.to_jsonb(job) AS j WHERE j ->> 'active' = 'false' ORDER BY 1")
                .stream()
                .map(row -> String.valueOf(row.text(0)))
                .toList();
        List<String> wrong =
                off.stream().filter(job -> answer("job-off/" + job).isEmpty()).toList();
        if (!wrong.isEmpty()) {
            throw check("switched off in cron.job: " + String.join(", ", wrong)
                    + ". Mend: SELECT cron.alter_job(jobid, active := true); or have somebody answer for it (a waiver of"
                    + " job-off/<job>).");
        }
        return off.isEmpty()
                ? Rests.done("every job of pg_cron is active")
                : new Rests(State.WAIVED, "jobs that are off are waived: " + String.join(", ", off));
    }

    Rests waivedOr(String finding, String objection) {
        return answer(finding)
                .map(waived -> new Rests(State.WAIVED, objection + ": " + waived.owner() + " answers for it"))
                .orElseThrow(() -> check(objection + " (a waiver of " + finding + " in the suite's scan: section)."));
    }

    private Optional<Waived> answer(String finding) {
        Optional<Waived> answer = Scanning.waivers(bench, bench.catalog()).answerFor(finding);
        answer.ifPresent(waived -> handOff.answered(finding, waived));
        return answer;
    }

    private void child(Step.Dynamic dynamic, Slugs ids, String prefix, String name, Optional<String> objection) {
        dynamic.run(new Step(
                HandOffSteps.placed(bench, Stage.VERIFICATION),
                ids.of(prefix, name),
                name,
                bench.suite.place(),
                Step.Kind.CHECK,
                nested -> objection.ifPresent(why -> {
                    throw check(why + ".");
                })));
    }

    private static String start(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }

    private static StepFailure check(String message) {
        return new StepFailure(StepFailure.Kind.CHECK, message);
    }
}
