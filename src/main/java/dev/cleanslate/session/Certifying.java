package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.seal.OwnKey;
import dev.cleanslate.seal.SigningKey;
import dev.cleanslate.seal.UnusableKeyException;

/** What a certificate is signed with. */
final class Certifying {

    private Certifying() {}

    /** What a run of this kind leaves signed, should it pass. */
    static void prepare(Workbench bench, boolean rehearsed, Evidence evidence) {
        if (rehearsed) {
            bench.rig().key().ifPresent(key -> evidence.certify(bench.rig().rehearsed(), key));
        } else if (bench.committed()) {
            ResetSeal.prepare(bench, evidence);
        }
    }

    /** Asked first: nobody should rehearse for an hour and then have nothing to sign with. */
    static void findKey(Workbench bench) {
        try {
            SigningKey key = new OwnKey(bench.invocation.environment(), bench.events()::note).orMake();
            bench.events()
                    .note("The certificate will be signed with key "
                            + key.publicKey().id() + ".");
            bench.rig().key(key);
        } catch (UnusableKeyException unusable) {
            throw new StepFailure(StepFailure.Kind.USAGE, String.valueOf(unusable.getMessage()), unusable);
        }
    }
}
