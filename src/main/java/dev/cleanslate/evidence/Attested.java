package dev.cleanslate.evidence;

import dev.cleanslate.seal.Digest;
import java.time.Instant;
import java.util.List;

/** What a certificate of any kind says: of which run, for which target, and which files of the run it vouches for. */
public sealed interface Attested permits Certificate, RunCertificate {

    String kind();

    String run();

    String suite();

    String target();

    Instant issuedAt();

    Certificate.Identity database();

    List<Digest.NamedDigest> files();
}
