package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import java.nio.file.Path;
import java.util.Set;

/** The bench of a certification: one thing that is wrong keeps nobody from hearing of the others. */
final class HandOffBench extends BenchAround {

    /** Without these there is nothing to look at. */
    private static final Set<String> GROUND = Set.of("server", "connect", "catalog", "names", "signing-key");

    private final Workbench bench;
    private final HandOff handOff;
    private boolean whole;

    HandOffBench(Workbench bench, HandOff handOff) {
        super(bench);
        this.bench = bench;
        this.handOff = handOff;
    }

    @Override
    public boolean goesOn(Step failed, Step next) {
        return !GROUND.contains(failed.id());
    }

    @Override
    public void opened(String run, Path folder, boolean all) {
        whole = all;
        super.opened(run, folder, all);
    }

    @Override
    public void conclude(Evidence evidence) {
        if (bench.connected()) {
            // Nothing more is asked, and an old snapshot keeps a busy server from tidying up.
            bench.session().rollback();
        }
        if (whole) {
            handOff.conclude(evidence);
        } else {
            events().note("Only some of the steps were asked for, so there is no verdict.");
        }
    }
}
