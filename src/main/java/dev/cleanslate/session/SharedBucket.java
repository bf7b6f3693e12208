package dev.cleanslate.session;

import dev.cleanslate.run.StepFailure;
import dev.cleanslate.storage.Access;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Suites of one target whose files lie in one bucket: to each, the other's files look as if nobody knew them. */
final class SharedBucket {

    private final Workbench bench;
    private final ObjectStore mine;

    private SharedBucket(Workbench bench, ObjectStore mine) {
        this.bench = bench;
        this.mine = mine;
    }

    /** Where files are only counted, a wrong count harms nobody. */
    static void requireNone(Workbench bench, ObjectStore mine) {
        if (mine.orphans().limit() > 0) {
            SharedBucket shared = new SharedBucket(bench, mine);
            for (Mention name : bench.target.suites()) {
                shared.other(name.name()).ifPresent(shared::requireApart);
            }
        }
    }

    /** One that cannot be read is told when it runs. */
    private Optional<Suite> other(String name) {
        return LoadedSuites.read(bench.invocation, name) instanceof Reading.Sound<Suite> sound
                        && !sound.value().name().equals(bench.suite.name())
                ? Optional.of(sound.value())
                : Optional.empty();
    }

    private void requireApart(Suite other) {
        other.sections()
                .storage()
                .filter(theirs -> sameBucket(theirs) && overlaps(theirs) && knowsMore(theirs))
                .ifPresent(theirs -> {
                    throw new StepFailure(
                            StepFailure.Kind.USAGE,
                            mine.place() + ": \"storage\" looks into the same bucket as that of suite \"" + other.name()
                                    + "\" (" + theirs.place() + "), whose files belong to "
                                    + String.join(" and ", columns(theirs))
                                    + ": they would be taken for files without a row. Give each a \"prefix\" of its own,"
                                    + " or name those columns under \"keys\" here too. Nothing was run.");
                });
    }

    private boolean sameBucket(ObjectStore theirs) {
        Access here = new Access(mine, bench.invocation.environment());
        Access there = new Access(theirs, bench.invocation.environment());
        return there.fault().isEmpty()
                && here.bucket().equals(there.bucket())
                && here.host().equals(there.host());
    }

    private boolean overlaps(ObjectStore theirs) {
        return mine.prefix().startsWith(theirs.prefix()) || theirs.prefix().startsWith(mine.prefix());
    }

    private boolean knowsMore(ObjectStore theirs) {
        Set<String> unknown = new HashSet<>(columns(theirs));
        unknown.removeAll(columns(mine));
        return !unknown.isEmpty();
    }

    private static Set<String> columns(ObjectStore store) {
        return store.keys().stream()
                .map(ObjectStore.KeyColumn::toString)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
