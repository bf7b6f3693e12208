package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.RunCertificate;
import dev.cleanslate.run.Certification;
import dev.cleanslate.seal.OwnKey;
import dev.cleanslate.seal.UnusableKeyException;
import java.util.List;

/** Signs what a reset leaves, should it pass to its end, so that its page is bound to it and a hand-off can rest on it. */
final class ResetSeal {

    private ResetSeal() {}

    /** After the commit: what cannot be signed is said, and the reset stays what it is. */
    static void prepare(Workbench bench, Evidence evidence) {
        List<Certification.Link> chain =
                WentBy.of(bench).map(sound -> List.of(sound.link())).orElse(List.of());
        Fitting fitting = bench.fitting();
        var draft = new RunCertificate.Draft(
                RunCertificate.RESET,
                Certificate.Identity.of(bench.catalog().server()),
                fitting.planDigest(),
                fitting.suiteDigest(),
                fitting.schemaFingerprint(),
                null,
                List.of(),
                chain);
        try {
            evidence.certify(draft, new OwnKey(bench.invocation.environment(), bench.events()::note).orMake());
        } catch (UnusableKeyException unusable) {
            bench.events()
                    .note("Nothing of this reset is signed, and certify asks for a signed one: "
                            + unusable.getMessage());
        }
    }
}
