package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.Rehearsed;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.seal.OwnKey;
import dev.cleanslate.seal.SigningKey;
import dev.cleanslate.seal.UnusableKeyException;

/** From a green rehearsal to its signed certificate. */
final class Certifying {

    private Certifying() {}

    /** Asked first: nobody should rehearse for an hour and then have nothing to sign with. */
    static void findKey(Workbench bench) {
        try {
            SigningKey key = new OwnKey(bench.invocation.environment(), bench.events()::note).orMake();
            bench.events()
                    .note("The certificate will be signed with key "
                            + key.publicKey().id() + ".");
            bench.key(key);
        } catch (UnusableKeyException unusable) {
            throw new StepFailure(StepFailure.Kind.USAGE, String.valueOf(unusable.getMessage()), unusable);
        }
    }

    static Rehearsed rehearsed(Workbench bench) {
        Copy copy = bench.copy();
        return new Rehearsed(
                Certificate.Identity.of(bench.catalog().server()),
                copy.backup(),
                copy.described(),
                copy.phases(),
                Rehearsed.A_DAY);
    }
}
