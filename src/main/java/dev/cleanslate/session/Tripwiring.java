package dev.cleanslate.session;

import dev.cleanslate.evidence.TripwireReport;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.StepFailure.Kind;
import dev.cleanslate.scan.ArmedTripwire;
import dev.cleanslate.scan.Directions;
import dev.cleanslate.scan.Tripwire;
import dev.cleanslate.scan.TripwireDetectors;
import dev.cleanslate.scan.Watched;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.OwnDetector;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints the SQL of a tripwire, or of its removal, as a script that psql takes; and runs that very script on the opt-in.
 * It leaves no record: what there is to know of a tripwire is in the database.
 */
public final class Tripwiring {

    private final Invocation invocation;
    private final TripwireWish wish;
    private final Target target;
    private final DatabaseUrl url;

    private Tripwiring(Invocation invocation, TripwireWish wish) {
        this.invocation = invocation;
        this.wish = wish;
        this.target = Analysis.sound(TargetChoice.of(invocation));
        if (!(target.where() instanceof Where.Url where)) {
            throw new StepFailure(
                    Kind.USAGE,
                    target.place() + ": target \"" + target.name()
                            + "\" is a server made for each run, so nothing in it is there to be kept out of it. Give"
                            + " --url, or a target that has one. Nothing was run.");
        }
        this.url = Preflight.parse(invocation, where);
    }

    /** Returns the exit code. */
    public static int run(Invocation invocation, TripwireWish wish) {
        try {
            return new Tripwiring(invocation, wish).run();
        } catch (RuntimeException trouble) {
            return Failures.told(trouble);
        }
    }

    private int run() {
        try (PgSession session = PgSession.open(url, "cleanslate tripwire")) {
            session.script(LockedOut.IMPATIENT);
            TripwireConsent consent = new TripwireConsent(invocation, target, url, session);
            if (invocation.execute().isPresent()) {
                consent.require();
            }
            ArmedTripwire now = ArmedTripwire.of(session);
            return switch (wish.act()) {
                case STATUS -> status(now);
                case REMOVE -> remove(session, now, consent);
                case ARM -> arm(session, now, consent);
            };
        }
    }

    private int status(ArmedTripwire now) {
        tell(now, TripwireWords.now(now), "");
        return now.armed()
                        && now.across().stream().allMatch(across -> across.off().isEmpty())
                ? 0
                : Kind.CHECK.exitCode();
    }

    private int remove(PgSession session, ArmedTripwire now, TripwireConsent consent) {
        if (!now.remains()) {
            tell(
                    now,
                    List.of("No tripwire is armed in " + Doctor.address(url)
                            + ", and nothing of one is left. Nothing to" + " remove."),
                    "");
            return 0;
        }
        List<String> words = new ArrayList<>(TripwireWords.now(now));
        now.log()
                .flatMap(ArmedTripwire.Log::rows)
                .filter(rows -> rows > 0)
                .ifPresent(rows -> words.add("Its log goes with it (" + rows
                        + " so far): copy cleanslate.tripwire_log first if that matters."));
        words.add(next(consent, "remove it"));
        String sql = now.removal();
        tell(now, words, sql);
        if (invocation.execute().isPresent()) {
            if (!now.ours()) {
                throw new StepFailure(
                        Kind.REFUSED,
                        "the tripwire belongs to role " + now.owner()
                                + ", and only that role may remove it. Connect as that role, or as one that is its member."
                                + " Nothing was changed.");
            }
            ArmedTripwire then = done(
                    session,
                    consent,
                    sql,
                    now.across().stream().map(ArmedTripwire.Across::table).toList());
            if (then.remains()) {
                throw new StepFailure(
                        Kind.AFTER_COMMIT, "the removal was committed, and somebody armed it again since.");
            }
            people().println("-- Removed: nothing of the tripwire is left.");
        }
        return 0;
    }

    private int arm(PgSession session, ArmedTripwire now, TripwireConsent consent) {
        Catalog catalog = LockedOut.explain(session, () -> CatalogReader.read(session));
        List<Suite> suites = LoadedSuites.of(invocation, target).stream()
                .map(Analysis::sound)
                .toList();
        TripwireReach reach = TripwireReach.of(suites, wish.skip(), catalog);
        Set<String> own = suites.stream()
                .flatMap(suite -> suite.sections().scan().detectors().stream())
                .map(OwnDetector::id)
                .collect(Collectors.toSet());
        Tripwire tripwire = Tripwire.over(
                session,
                catalog,
                TripwireDetectors.chosen(
                        wish.with(),
                        wish.without().stream().filter(id -> !own.contains(id)).collect(Collectors.toSet()),
                        off(suites)),
                directions(session, catalog, suites, reach),
                reach::table,
                reach::column,
                id -> !wish.without().contains(id));
        if (tripwire.tables().isEmpty()) {
            throw new StepFailure(
                    Kind.REFUSED,
                    "in " + Doctor.address(url) + " no column is recognised that the detectors of a tripwire ask (they"
                            + " ask e-mail addresses, names of users and people, phone and card numbers, ids of payment"
                            + " providers), so there is nothing to watch. Nothing was changed.");
        }
        List<String> hindrances = consent.hindrances(now, tripwire);
        List<String> words = new ArrayList<>(TripwireWords.now(now));
        words.addAll(TripwireWords.unwatched(now, tripwire));
        words.addAll(TripwireWords.of(session, tripwire, wish.mode()));
        hindrances.forEach(h -> words.add("Would be refused: " + h));
        words.add(next(consent, "arm it"));
        String sql = tripwire.arming(wish.mode(), now, remedy(consent));
        tell(now, words, sql);
        if (invocation.execute().isPresent()) {
            if (!hindrances.isEmpty()) {
                throw new StepFailure(Kind.REFUSED, String.join("\n", hindrances) + "\nNothing was changed.");
            }
            ArmedTripwire then = done(
                    session,
                    consent,
                    sql,
                    tripwire.tables().stream().map(Watched::name).toList());
            TripwireWords.now(then).forEach(line -> people().println(TripwireReport.comment(line)));
        }
        return 0;
    }

    /** Runs the script, and looks at what is there afterwards. */
    private static ArmedTripwire done(
            PgSession session, TripwireConsent consent, String sql, List<QualifiedName> tables) {
        PgSession after = new TripwireWork(session, consent).run(sql, tables);
        try {
            return ArmedTripwire.of(after);
        } finally {
            if (after != session) {
                after.close();
            }
        }
    }

    private List<Directions> directions(PgSession session, Catalog catalog, List<Suite> suites, TripwireReach reach) {
        List<Directions> all = suites.stream()
                .map(suite -> Directions.of(suite, catalog, reach::table, invocation.environment()))
                .toList();
        List<String> faults =
                all.stream().flatMap(d -> d.faults(session).stream()).toList();
        if (!faults.isEmpty()) {
            throw new StepFailure(Kind.USAGE, String.join("\n", faults));
        }
        return all;
    }

    /** What a suite does not want to hear of from the scan, nobody is stopped for either. */
    private static Set<String> off(List<Suite> suites) {
        return suites.stream()
                .flatMap(suite -> suite.sections().scan().off().stream())
                .map(Mention::name)
                .collect(Collectors.toSet());
    }

    private String next(TripwireConsent consent, String what) {
        return invocation.execute().isPresent()
                ? "This is what is run now, in one transaction."
                : "Nothing was changed. Add --execute " + consent.name() + " to " + what + ".";
    }

    private String remedy(TripwireConsent consent) {
        return "java -jar target/cleanslate.jar tripwire "
                + invocation.target().map(t -> "--target " + t).orElse("--url ...") + " --remove --execute "
                + consent.name();
    }

    private void tell(ArmedTripwire now, List<String> words, String sql) {
        TripwireReport report = new TripwireReport(target.name(), Doctor.address(url), now.armed(), words, sql);
        people().print(report.text());
        people().flush();
        if (invocation.output().json()) {
            System.out.print(report.json());
            System.out.flush();
        }
    }

    private PrintStream people() {
        return invocation.output().json() ? System.err : System.out;
    }
}
