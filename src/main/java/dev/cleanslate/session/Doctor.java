package dev.cleanslate.session;

import dev.cleanslate.evidence.DoctorReport;
import dev.cleanslate.evidence.Printable;
import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.plan.Diagnosis.State;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.StepFailure.Kind;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks days ahead at what role, server, pooler and provider will prevent, and says what mends it. It only reads and
 * leaves no record; marking alone writes, on the opt-in.
 */
public final class Doctor {

    private final Invocation invocation;

    private Doctor(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Returns the exit code. */
    public static int run(Invocation invocation, boolean mark) {
        try {
            Doctor doctor = new Doctor(invocation);
            return mark ? doctor.mark() : doctor.look();
        } catch (RuntimeException trouble) {
            return Failures.told(trouble);
        }
    }

    private int mark() {
        Target target = target();
        DatabaseUrl url = url(target);
        try (PgSession session = PgSession.open(url, "cleanslate doctor")) {
            String done = Marking.mark(invocation, target, url, session);
            people().println(Printable.of(done));
            return 0;
        }
    }

    private int look() {
        Target target = target();
        DatabaseUrl url = url(target);
        List<Reading<Suite>> suites = LoadedSuites.of(invocation, target);
        StoreLook store = new StoreLook(invocation, target);
        suites.forEach(suite -> {
            if (suite instanceof Reading.Sound<Suite> sound) {
                store.at(sound.value());
            }
        });
        DoctorReport report;
        Kind worst;
        try (PgSession session = PgSession.open(url, "cleanslate doctor")) {
            session.script(LockedOut.IMPATIENT);
            report = new Examination(invocation, target, url, session).of(suites, store.found());
            worst = store.worst().orElse(Kind.REFUSED);
        } catch (SqlFailure failure) {
            Diagnosis unreachable = Unreachable.diagnosis(failure, url);
            report = new DoctorReport(target.name(), address(url), "", url.user(), and(unreachable, store.found()));
            Kind database = failure.sqlState().equals("0A000") ? Kind.REFUSED : Kind.DATABASE;
            worst = store.worst().filter(kind -> kind == Kind.USAGE).orElse(database);
        }
        tell(report);
        if (suites.stream().anyMatch(Reading.Faulty.class::isInstance)) {
            return Kind.USAGE.exitCode();
        }
        return report.count(State.PREVENTS) > 0 ? worst.exitCode() : 0;
    }

    private static List<Diagnosis> and(Diagnosis first, List<Diagnosis> others) {
        List<Diagnosis> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    private void tell(DoctorReport report) {
        PrintStream people = people();
        people.print(report.text(invocation.width(), invocation.output().color()));
        people.flush();
        if (invocation.output().json()) {
            System.out.print(report.json());
            System.out.flush();
        }
    }

    private PrintStream people() {
        return invocation.output().json() ? System.err : System.out;
    }

    private Target target() {
        return Analysis.sound(TargetChoice.of(invocation));
    }

    private DatabaseUrl url(Target target) {
        if (target.where() instanceof Where.Url url) {
            return Preflight.parse(invocation, url);
        }
        throw new StepFailure(
                Kind.USAGE,
                target.place() + ": target \"" + target.name()
                        + "\" is a server made for each run, so there is nothing to look at days ahead. Give --url, or"
                        + " a target that has one. Nothing was run.");
    }

    static String address(DatabaseUrl url) {
        return url.database() + " on " + url.host() + ":" + url.port();
    }
}
