package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.run.RunEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The bench of a certification: one thing that is wrong keeps nobody from hearing of the others. */
final class HandOffBench implements Bench {

    /** Without these there is nothing to look at. */
    private static final Set<String> GROUND = Set.of("server", "connect", "catalog", "names", "signing-key");

    private final Workbench bench;
    private final HandOff handOff;
    private boolean whole;

    HandOffBench(Workbench bench, HandOff handOff) {
        this.bench = bench;
        this.handOff = handOff;
    }

    @Override
    public boolean goesOn(Step failed, Step next) {
        return !GROUND.contains(failed.id());
    }

    @Override
    public void conclude(Evidence evidence) {
        if (whole) {
            handOff.conclude(evidence);
        } else {
            events().note("Only some of the steps were asked for, so there is no verdict.");
        }
    }

    @Override
    public void opened(String run, Path folder, boolean all) {
        whole = all;
        bench.opened(run, folder, all);
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
    public void rollback() {}

    @Override
    public void close() {
        bench.close();
    }
}
