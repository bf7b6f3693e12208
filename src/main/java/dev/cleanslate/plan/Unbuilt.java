package dev.cleanslate.plan;

import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite;

/** What a suite may say and this version does not do yet: refused, since leaving it out quietly would be a lie. */
final class Unbuilt {

    private final Findings findings;

    Unbuilt(Findings findings) {
        this.findings = findings;
    }

    void check(Suite suite) {
        suite.sections()
                .storage()
                .ifPresent(store -> refuse(
                        store.place(),
                        "storage says \"" + store.bucket() + "\"",
                        "Take it out, or wait for a version that has it."));
    }

    private void refuse(Place place, String what, String mend) {
        findings.rule(place, what + ", which this version reads but does not do yet. " + mend);
    }
}
