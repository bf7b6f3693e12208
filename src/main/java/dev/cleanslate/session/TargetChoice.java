package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.UnusableUrlException;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which target an invocation means: one of targets.yaml, or a bare URL. */
final class TargetChoice {

    private TargetChoice() {}

    static Reading<Target> of(Invocation invocation) {
        Path file = invocation.suitesFolder().resolve("targets.yaml");
        if (invocation.url().isPresent()) {
            return ofUrl(invocation, invocation.url().get());
        }
        if (invocation.target().isEmpty()) {
            return faulty(
                    Place.of(file.toString()),
                    "no target is named. Give --target NAME (Maven: -Ptarget=NAME; an IDE: the configuration parameter"
                            + " cleanslate.target), or --url for a database that is none. Nothing was run.");
        }
        Reading<Targets> targets = TargetsFile.read(file);
        if (targets instanceof Reading.Faulty<Targets> faulty) {
            return new Reading.Faulty<>(faulty.faults());
        }
        String name = invocation.target().get();
        Targets known = ((Reading.Sound<Targets>) targets).value();
        Optional<Target> found = known.find(name);
        return found.isPresent()
                ? new Reading.Sound<>(found.get())
                : new Reading.Faulty<>(List.of(known.unknown(name)));
    }

    static String nameOf(Invocation invocation) {
        return invocation
                .target()
                .or(() -> invocation.url().map(url -> databaseOf(url, invocation)))
                .orElse("none");
    }

    /** A URL that cannot be read has no database to be named after. */
    private static String databaseOf(String url, Invocation invocation) {
        try {
            return DatabaseUrl.parse(url, invocation.environment()).database();
        } catch (UnusableUrlException unusable) {
            return "url";
        }
    }

    private static Reading<Target> ofUrl(Invocation invocation, String url) {
        if (invocation.target().isPresent()) {
            return faulty(Place.of("--url"), "--url and --target name two databases. Give one. Nothing was run.");
        }
        DatabaseUrl parsed;
        try {
            parsed = DatabaseUrl.parse(url, invocation.environment());
        } catch (UnusableUrlException unusable) {
            return faulty(Place.of("--url"), String.valueOf(unusable.getMessage()));
        }
        return new Reading.Sound<>(new Target(
                parsed.database(),
                Place.of("--url"),
                new Where.Url(new Mention(url, Place.of("--url"))),
                List.of(),
                false,
                false,
                Optional.empty(),
                Target.Trust.NONE,
                false,
                Optional.empty(),
                Target.Timing.NONE,
                BigDecimal.ONE,
                Target.BackupPolicy.TAKEN,
                Target.Rehearsal.ANYWHERE,
                Optional.empty(),
                false));
    }

    private static <T> Reading<T> faulty(Place place, String message) {
        return new Reading.Faulty<>(List.of(new Fault(place, message)));
    }
}
