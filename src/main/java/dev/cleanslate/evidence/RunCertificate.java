package dev.cleanslate.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.run.Certification;
import dev.cleanslate.seal.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code certificate.json} of a run on the database itself, without its seal: a reset that passed, or the hand-off of a
 * database that was certified. {@code chain} names the runs that it rests on, and their files by SHA-256.
 */
public record RunCertificate(
        String schema,
        String kind,
        String run,
        String suite,
        String target,
        String tool,
        Instant issuedAt,
        Certificate.Identity database,
        String planDigest,
        String suiteDigest,
        String schemaFingerprint,
        @Nullable String verdict,
        List<Certification.Answered> waivers,
        List<Certification.Link> chain,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<StorageResult> storage,
        List<Digest.NamedDigest> files)
        implements Attested {

    public static final String RESET = "reset";
    public static final String HAND_OFF = "hand-off";
    static final Set<String> KINDS = Set.of(RESET, HAND_OFF);

    public RunCertificate {
        waivers = List.copyOf(waivers);
        chain = List.copyOf(chain);
        files = List.copyOf(files);
    }

    public boolean handsOff() {
        return kind.equals(HAND_OFF);
    }

    /** What such a certificate says that the record of its run does not. */
    public record Draft(
            String kind,
            Certificate.Identity database,
            String planDigest,
            String suiteDigest,
            String schemaFingerprint,
            @Nullable String verdict,
            List<Certification.Answered> waivers,
            List<Certification.Link> chain) {

        public Draft {
            waivers = List.copyOf(waivers);
            chain = List.copyOf(chain);
        }
    }
}
