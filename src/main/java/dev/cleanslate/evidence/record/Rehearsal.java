package dev.cleanslate.evidence.record;

import java.util.List;

/** What a reset went by, from the certificate that let it through; steps and tables are for comparison. */
public record Rehearsal(
        String run,
        String certificate,
        String signer,
        String issuedAt,
        String expiresAt,
        String server,
        List<StepTime> steps,
        List<TableRows> tables,
        List<Signed> signOffs) {

    public record StepTime(String id, long millis) {}

    public record TableRows(String name, long before, long removed) {}

    public record Signed(String role, String name, String key, String signedAt) {}
}
