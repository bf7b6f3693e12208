package dev.cleanslate.session;

import dev.cleanslate.evidence.LastContacts;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.suite.Contact;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the steps of a restore hand to each other, beside what they share with every other run. */
final class RestoreBench extends BenchAround {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private final Workbench bench;
    private final RestoreWish wish;
    private final String moment;
    private @Nullable Backup backup;
    private volatile @Nullable PutBack way;
    private volatile boolean cancelled;

    RestoreBench(Workbench bench, RestoreWish wish) {
        super(bench);
        this.bench = bench;
        this.wish = wish;
        this.moment = MOMENT.format(bench.invocation.present().clock().instant());
    }

    Workbench bench() {
        return bench;
    }

    RestoreWish wish() {
        return wish;
    }

    /** In names that this run gives. */
    String moment() {
        return moment;
    }

    Backup backup() {
        return Objects.requireNonNull(backup, "the backup was not looked at yet");
    }

    void backup(Backup found) {
        backup = found;
    }

    PutBack way() {
        return Objects.requireNonNull(way, "the way was not decided yet");
    }

    void way(PutBack decided) {
        way = decided;
    }

    /** Of the suite, where it can be read; for a typing error in one no restore should fail, so else of its last run. */
    @Override
    public List<Contact> contacts() {
        List<Contact> written = written();
        return written.isEmpty()
                ? LastContacts.of(bench.invocation.reports(), bench.target.name(), bench.suite.name())
                : written;
    }

    private List<Contact> written() {
        try {
            return LoadedSuites.of(bench.invocation, bench.target).stream()
                    .filter(Reading.Sound.class::isInstance)
                    .flatMap(suite -> ((Reading.Sound<Suite>) suite).value().sections().contacts().stream())
                    .distinct()
                    .toList();
        } catch (RuntimeException | LinkageError unreadable) {
            return List.of();
        }
    }

    Consumer<String> progress(String step) {
        return what -> {
            if (cancelled) {
                throw new CancellationException("interrupted");
            }
            bench.events().tell(new RunEvent.Working(step, what));
        };
    }

    void leftOut(List<String> entries) {
        if (!entries.isEmpty()) {
            bench.events()
                    .note("Not put back, as two that share a slot would take each other's rows; make them by hand: "
                            + String.join("; ", entries) + ".");
        }
    }

    @Override
    public boolean committed() {
        PutBack decided = way;
        return decided != null && decided.committed();
    }

    @Override
    public void aftermath(List<String> failed, List<String> left, Path folder) {
        events().note("Done, and there to stay: the backup is put back. Failed: " + String.join(", ", failed) + "."
                + (left.isEmpty() ? "" : " Not done: " + String.join(", ", left) + "."));
        events().tell(new RunEvent.Next("look at what failed above; then " + way().next()));
    }

    @Override
    public void cancel() {
        cancelled = true;
        PutBack decided = way;
        if (decided != null) {
            decided.cancel();
        }
        bench.cancel();
    }

    @Override
    public void rollback() {
        bench.watch.leave();
        PutBack decided = way;
        if (decided != null) {
            decided.close();
        }
    }

    @Override
    public void close() {
        try {
            rollback();
        } finally {
            bench.close();
        }
    }
}
