package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.UnusableUrlException;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Expansion;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What is unguarded, be it a bare URL or a target, must not be another way into a database that targets.yaml guards. */
final class GuardedTwin {

    private GuardedTwin() {}

    static void refuse(Workbench bench) {
        refuse(bench.invocation, bench.target, bench.url());
    }

    static void refuse(Invocation invocation, Target target, DatabaseUrl url) {
        Path file = invocation.suitesFolder().resolve("targets.yaml");
        if (target.guarded() || !Files.exists(file)) {
            return;
        }
        boolean bare = invocation.url().isPresent();
        Reading<Targets> read = TargetsFile.read(file);
        if (read instanceof Reading.Faulty<Targets> faulty) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"))
                            + " So nobody can see whether this database is a guarded target. Mend the file. Nothing was"
                            + " changed.");
        }
        ((Reading.Sound<Targets>) read)
                .value().byName().values().stream()
                        .filter(Target::guarded)
                        .filter(guarded -> sameDatabase(invocation, url, guarded))
                        .findFirst()
                        .ifPresent(guarded -> {
                            throw new StepFailure(
                                    StepFailure.Kind.REFUSED,
                                    "the database of " + (bare ? "--url" : "target \"" + target.name() + "\"")
                                            + " is the guarded target \"" + guarded.name() + "\" of " + guarded.place()
                                            + ". Use --target " + guarded.name()
                                            + (bare ? "" : ", or mend the address of \"" + target.name() + "\"")
                                            + ". Nothing was changed.");
                        });
    }

    private static boolean sameDatabase(Invocation invocation, DatabaseUrl url, Target target) {
        if (!(target.where() instanceof Where.Url template)
                || !(Expansion.expand(template.template(), invocation.environment())
                        instanceof Reading.Sound<String> expanded)) {
            return false;
        }
        try {
            DatabaseUrl guarded = DatabaseUrl.parse(expanded.value(), invocation.environment());
            return guarded.host().equalsIgnoreCase(url.host())
                    && guarded.port() == url.port()
                    && guarded.database().equals(url.database());
        } catch (UnusableUrlException unusable) {
            return false;
        }
    }
}
