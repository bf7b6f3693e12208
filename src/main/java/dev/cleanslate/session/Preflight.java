package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Planner;
import dev.cleanslate.plan.Precedent;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Glance;
import dev.cleanslate.postgres.Inquiry;
import dev.cleanslate.postgres.LockHolder;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SchemaText;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.suite.Expansion;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target.Where;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From nothing to a plan: reach the database, make sure that it may be reset at all, read it, plan. */
final class Preflight {

    /** Any number will do that no application is likely to use for its own advisory locks. */
    static final long ONE_OPERATOR = 0x436c65616e736cL;

    private Preflight() {}

    static void connect(Workbench bench, boolean toWrite) {
        if (bench.target.where() instanceof Where.Url url) {
            bench.url(parse(bench.invocation, url));
        }
        if (toWrite) {
            GuardedTwin.refuse(bench);
        }
        PgSession session = PgSession.open(bench.url(), "cleanslate " + bench.suite.name());
        bench.session(session);
        if (toWrite) {
            requireDirect(bench, session);
            Identity.requireNotLiveNorGuarded(bench, session);
            if (bench.command == Command.REHEARSE) {
                // Its reset would be refused: nobody should wait for a rehearsal to hear that.
                requireNoOther(session.advisoryHolders(ONE_OPERATOR));
            }
        }
    }

    static DatabaseUrl parse(Invocation invocation, Where.Url url) {
        Reading<String> expanded = Expansion.expand(url.template(), invocation.environment());
        if (expanded instanceof Reading.Faulty<String> faulty) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")));
        }
        return DatabaseUrl.parse(((Reading.Sound<String>) expanded).value(), invocation.environment());
    }

    private static void requireDirect(Workbench bench, PgSession session) {
        if (session.pooled()) {
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    "between here and " + bench.url() + " stands a pooler in transaction mode: locks and settings would"
                            + " belong to anybody. " + session.poolerHint().orElse("Give the direct URL of the server.")
                            + " Nothing was changed.");
        }
    }

    static void lock(Workbench bench) {
        PgSession session = bench.session();
        if (!session.tryAdvisoryLock(ONE_OPERATOR)) {
            throw heldBy(session.advisoryHolders(ONE_OPERATOR));
        }
    }

    private static void requireNoOther(List<LockHolder> holders) {
        if (!holders.isEmpty()) {
            throw heldBy(holders);
        }
    }

    private static StepFailure heldBy(List<LockHolder> holders) {
        return new StepFailure(
                StepFailure.Kind.REFUSED,
                "another run of Cleanslate holds this database: "
                        + holders.stream().map(LockHolder::toString).collect(Collectors.joining("; "))
                        + ". Wait for it, or end that session. Nothing was changed.");
    }

    static void readCatalog(Workbench bench) {
        PgSession session = bench.session();
        Catalog catalog;
        if (bench.command == Command.PLAN || bench.command == Command.RESTORE || bench.command == Command.SCAN) {
            // Neither a plan that is only printed nor a restore or a scan need wait until every definition can be read.
            session.script(LockedOut.IMPATIENT);
            Glance glance = LockedOut.explain(session, () -> CatalogReader.glance(session));
            bench.locked(glance.locked());
            catalog = glance.catalog();
        } else {
            catalog = LockedOut.explain(session, () -> CatalogReader.read(session));
        }
        bench.catalog(catalog);
        bench.events()
                .tell(new RunEvent.DatabaseKnown(
                        catalog.server(), bench.url().host() + ":" + bench.url().port()));
    }

    static void plan(Workbench bench) {
        Suite suite = bench.suite;
        Catalog catalog = bench.catalog();
        if (bench.guardedReset()) {
            bench.warrant(Warrant.of(bench));
        }
        Precedent precedent = bench.warrant().map(Warrant::precedent).orElse(Precedent.NONE);
        PgSession session = bench.session();
        Answers answers =
                LockedOut.explain(session, () -> Inquiry.answer(session, Planner.questions(suite, catalog, precedent)));
        Plan plan = Planner.plan(suite, catalog, precedent, answers).warned(LockedOut.warnings(bench.locked()));
        var fitting = new Fitting(
                suiteDigest(suite), Digest.ofLines(plan.bound()), Digest.ofLines(SchemaText.lines(catalog)));
        bench.plan(plan);
        bench.fitting(fitting);
        bench.events()
                .tell(new RunEvent.Planned(
                        plan, fitting.planDigest(), fitting.suiteDigest(), fitting.schemaFingerprint()));
        bench.warrant()
                .flatMap(Warrant::foretold)
                .ifPresent(tables -> bench.foretold(new Foretold(fitting, plan, tables)));
        if (plan.refused()) {
            throw new StepFailure(kind(plan.refusals()), message(plan));
        }
        CleanCheck.requireSound(bench);
    }

    private static StepFailure.Kind kind(List<Refusal> refusals) {
        return refusals.stream().anyMatch(refusal -> refusal.kind() == Refusal.Kind.USAGE)
                ? StepFailure.Kind.USAGE
                : StepFailure.Kind.REFUSED;
    }

    /** What was written wrongly comes first and alone: of a misspelt table the rest of the list is mostly an echo. */
    private static String message(Plan plan) {
        List<Refusal> written = plan.refusals().stream()
                .filter(refusal -> refusal.kind() == Refusal.Kind.USAGE)
                .toList();
        List<Refusal> told = written.isEmpty() ? plan.refusals() : written;
        int held = plan.refusals().size() - told.size();
        return told.stream()
                        .map(Refusal::toString)
                        .collect(Collectors.joining("\n", told.size() + " in the way:\n", ""))
                + (held == 0
                        ? ""
                        : "\n" + held + " more may follow from that; they are in the plan above and in the record.");
    }

    static String suiteDigest(Suite suite) {
        var files = new TreeMap<String, String>();
        suite.sources().forEach(source -> files.put(source.name(), source.text()));
        return Digest.ofLines(files.entrySet().stream()
                .flatMap(file -> java.util.stream.Stream.of(file.getKey(), file.getValue()))
                .toList());
    }
}
