package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.UnusableUrlException;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Expansion;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bare URL is unguarded, so it must not be another way into a database that targets.yaml guards. */
final class GuardedTwin {

    private GuardedTwin() {}

    static void refuse(Workbench bench) {
        refuse(bench.invocation, bench.url());
    }

    static void refuse(Invocation invocation, DatabaseUrl url) {
        Path file = invocation.suitesFolder().resolve("targets.yaml");
        if (invocation.url().isEmpty()
                || !Files.exists(file)
                || !(TargetsFile.read(file) instanceof Reading.Sound<Targets> targets)) {
            return;
        }
        targets.value().byName().values().stream()
                .filter(Target::guarded)
                .filter(target -> sameDatabase(invocation, url, target))
                .findFirst()
                .ifPresent(target -> {
                    throw new StepFailure(
                            StepFailure.Kind.REFUSED,
                            "the database of --url is the guarded target \"" + target.name() + "\" of " + target.place()
                                    + ". Use --target " + target.name() + ". Nothing was changed.");
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
