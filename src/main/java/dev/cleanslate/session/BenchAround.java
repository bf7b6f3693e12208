package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.Lookout;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.suite.Contact;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bench of a run that neither copies nor resets anything: most of what a reset asks of its bench is nothing here. */
class BenchAround implements Bench {

    private final Workbench bench;

    BenchAround(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public void conclude(Evidence evidence) {}

    @Override
    public void opened(String run, Path folder, boolean whole) {
        bench.opened(run, folder, whole);
    }

    @Override
    public RunEvents events() {
        return bench.events();
    }

    @Override
    public void events(RunEvents made) {
        bench.events(made);
    }

    @Override
    public boolean committed() {
        return false;
    }

    @Override
    public void aftermath(List<String> failed, List<String> left, Path folder) {}

    @Override
    public List<Step> last(Ending ending) {
        return List.of();
    }

    @Override
    public int attempts() {
        return 1;
    }

    @Override
    public void signalled() {
        bench.signalled();
    }

    @Override
    public void cancel() {
        bench.cancel();
    }

    @Override
    public Optional<String> overrun() {
        return bench.overrun();
    }

    @Override
    public List<Contact> contacts() {
        return bench.contacts();
    }

    @Override
    public Lookout lookout() {
        return bench.lookout();
    }

    @Override
    public void rollback() {}

    @Override
    public void close() {
        bench.close();
    }
}
