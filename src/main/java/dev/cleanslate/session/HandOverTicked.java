package dev.cleanslate.session;

import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.HandOverTicks;
import dev.cleanslate.evidence.HandOverTicks.Ticked;
import dev.cleanslate.evidence.record.CertificationResult.Item;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Target.Trust;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a suite lists under {@code hand-over:} is done before its database goes live, as far as a signature can say so: an
 * item whose role has a key in the target's {@code trusted-keys} is ticked with it. Of others only the page knows.
 */
final class HandOverTicked {

    private final Workbench bench;
    private final CertificateFile.OfRun certificate;

    HandOverTicked(Workbench bench, CertificateFile.OfRun certificate) {
        this.bench = bench;
        this.certificate = certificate;
    }

    void require() {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        List<String> byHand = new ArrayList<>();
        try {
            Map<String, List<Ticked>> ticked = ticked();
            for (Item item : HandOverTicks.open(certificate)) {
                String role = item.role().orElseThrow();
                if (role.equals(Trust.REHEARSAL) || !bench.target.trust().keys().containsKey(role)) {
                    byHand.add("\"" + item.what() + "\" (role " + role + ")");
                } else if (ticked.getOrDefault(item.what(), List.of()).stream()
                        .noneMatch(by -> by.role().equals(role))) {
                    missing.computeIfAbsent(role, any -> new ArrayList<>()).add("\"" + item.what() + "\"");
                }
            }
        } catch (IOException unreadable) {
            throw refused(certificate.file() + ": what is left to people cannot be read: " + unreadable.getMessage()
                    + ". Certify again.");
        }
        if (!missing.isEmpty()) {
            throw refused(missing.entrySet().stream().map(this::sentence).collect(Collectors.joining("\n"))
                    + " What is not asked for any more is taken out of hand-over: in the suite; then certify again.");
        }
        if (!byHand.isEmpty()) {
            bench.events()
                    .note("Of suite \"" + certificate.said().suite()
                            + "\" no signature was asked for what is ticked by hand on the page, since its role has no key"
                            + " in trusted-keys: " + String.join(", ", byHand) + ".");
        }
    }

    /** For this certificate, wherever it lies, and for every other hand-off of the same reset. */
    private Map<String, List<Ticked>> ticked() throws IOException {
        Map<String, List<String>> keys = bench.target.trust().keys();
        Instant now = bench.invocation.present().clock().instant();
        Map<String, List<Ticked>> all =
                new LinkedHashMap<>(HandOverTicks.beside(certificate, keys, Trust.REHEARSAL, now));
        for (var link : certificate.said().chain()) {
            HandOverTicks.counted(
                            bench.invocation.reports(),
                            bench.target.name(),
                            certificate.said().suite(),
                            link.run(),
                            keys,
                            Trust.REHEARSAL,
                            now)
                    .forEach((item, by) -> all.merge(item, by, HandOverTicked::both));
        }
        return all;
    }

    private static List<Ticked> both(List<Ticked> some, List<Ticked> more) {
        List<Ticked> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private String sentence(Map.Entry<String, List<String>> open) {
        return certificate.file() + ": role \"" + open.getKey() + "\" has not ticked "
                + String.join(", ", open.getValue()) + " of the hand-over. Whoever has its key does, once it is done:"
                + " sign-off --role " + open.getKey() + " --target " + bench.target.name() + " --certificate "
                + certificate.file() + " --tick all.";
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
