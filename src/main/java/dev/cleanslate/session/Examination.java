package dev.cleanslate.session;

import dev.cleanslate.evidence.DoctorReport;
import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.plan.Planner;
import dev.cleanslate.plan.Prospect;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Glance;
import dev.cleanslate.postgres.Inquiry;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything the doctor looks at in one connected database, in one transaction that can only read. */
final class Examination {

    private final Invocation invocation;
    private final Target target;
    private final DatabaseUrl url;
    private final PgSession session;
    private final List<Diagnosis> found = new ArrayList<>();

    Examination(Invocation invocation, Target target, DatabaseUrl url, PgSession session) {
        this.invocation = invocation;
        this.target = target;
        this.url = url;
        this.session = session;
    }

    /** {@code elsewhere}: what was found beside the database. */
    DoctorReport of(List<Reading<Suite>> readings, List<Diagnosis> elsewhere) {
        found.add(Diagnosis.ok("reachable", url.toString()));
        // Through a pooler each transaction may be another session, so this is asked outside of one.
        pooler();
        session.begin(Isolation.REPEATABLE_READ, true);
        try {
            return looked(readings, elsewhere);
        } finally {
            session.rollback();
        }
    }

    private DoctorReport looked(List<Reading<Suite>> readings, List<Diagnosis> elsewhere) {
        Surroundings surroundings = Surroundings.read(session);
        Glance glance = LockedOut.explain(session, () -> CatalogReader.glance(session));
        Catalog catalog = glance.catalog();
        found.addAll(ServerLook.of(catalog.server(), surroundings, target));
        found.add(Provider.diagnosis(url, surroundings, catalog.server().superuser()));
        identity();
        var touched = new TreeSet<QualifiedName>();
        List<Diagnosis> plans = new ArrayList<>();
        for (Reading<Suite> reading : readings) {
            if (reading instanceof Reading.Sound<Suite> sound) {
                touched.addAll(Prospect.tables(sound.value(), catalog));
                plans.addAll(plan(sound.value(), catalog, surroundings));
                environment(sound.value()).ifPresent(plans::add);
            } else if (reading instanceof Reading.Faulty<Suite> faulty) {
                plans.add(Diagnosis.unseen(
                        "suite",
                        "what it needs is not known, since it cannot be read: "
                                + faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("; "))));
            }
        }
        if (readings.isEmpty()) {
            plans.add(Diagnosis.unseen(
                    "suite",
                    "none is named, so what a plan needs of tables, rights and locks is not known",
                    "-- ask again with --suite NAME"));
        }
        found.addAll(SessionsLook.of(session, surroundings, catalog.server(), target, List.copyOf(touched)));
        found.add(locked(glance));
        found.addAll(plans);
        found.addAll(elsewhere);
        return new DoctorReport(
                target.name(),
                Doctor.address(url),
                catalog.server().version(),
                catalog.server().role(),
                found);
    }

    private static Diagnosis locked(Glance glance) {
        return glance.locked().isEmpty()
                ? Diagnosis.ok("locked tables", "none is locked against everybody just now")
                : Diagnosis.worthKnowing(
                        "locked tables",
                        LockedOut.sentence(glance) + ", and a reset waits for it no longer than its lock timeout",
                        "SELECT pg_terminate_backend(PID);  -- if nobody misses it");
    }

    private void pooler() {
        if (session.pooled()) {
            found.add(Diagnosis.prevents(
                    "pooler",
                    "a pooler in transaction mode stands in between: locks and settings would belong to anybody",
                    "-- " + session.poolerHint().orElse("give the direct URL of the server")));
        } else {
            found.add(session.poolerHint()
                    .map(hint -> Diagnosis.worthKnowing(
                            "pooler", "none was noticed, but " + hint, "-- prefer the direct address"))
                    .orElseGet(() -> Diagnosis.ok("pooler", "none in transaction mode in between")));
        }
    }

    private void identity() {
        Identity identity =
                Identity.of(session, invocation.url().isPresent() ? Optional.empty() : Optional.of(target.name()));
        String[] mend = identity.mend().toArray(String[]::new);
        found.add(
                switch (identity.state()) {
                    case MATCHES -> Diagnosis.ok("identity", identity.said());
                    case ABSENT ->
                        target.guarded()
                                ? Diagnosis.prevents(
                                        "identity",
                                        identity.said() + ", and the reset of a guarded target demands one",
                                        Marking.command(target))
                                : Diagnosis.ok("identity", "no marker, and an unguarded target needs none");
                    case COPY, FOREIGN, LIVE, UNREADABLE -> Diagnosis.prevents("identity", identity.said(), mend);
                });
    }

    private List<Diagnosis> plan(Suite suite, Catalog catalog, Surroundings surroundings) {
        try {
            Answers answers = Inquiry.answer(session, Planner.questions(suite, catalog));
            Answers all = unhindered(suite, catalog).orElse(Answers.NONE);
            return Prospect.of(suite, catalog, surroundings, answers, all);
        } catch (SqlFailure failure) {
            if (failure.kind() == SqlFailure.Kind.CONNECTION) {
                throw failure;
            }
            return List.of(
                    Diagnosis.unseen("plan of " + suite.name(), "it could not be made: " + failure.serverMessage()));
        }
    }

    /** Of a suite that asks for nothing there is nothing to say. */
    private Optional<Diagnosis> environment(Suite suite) {
        var missing =
                target.alone() ? new MissingVariables() : MissingVariables.of(suite, true, invocation.environment());
        return missing.none()
                ? Optional.empty()
                : Optional.of(Diagnosis.prevents("environment of " + suite.name(), missing.told(), missing.mends()));
    }

    /** What the role may not read, it cannot be asked about either. */
    private Optional<Answers> unhindered(Suite suite, Catalog catalog) {
        try {
            return Optional.of(Inquiry.answer(session, Prospect.questions(suite, catalog)));
        } catch (SqlFailure failure) {
            if (failure.kind() != SqlFailure.Kind.PRIVILEGE) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
