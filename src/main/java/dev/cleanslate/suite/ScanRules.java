package dev.cleanslate.suite;

import java.util.List;

/** What a suite says of the scan: detectors that are not asked, detectors of its own, and findings it lives with. */
public record ScanRules(List<Mention> off, List<OwnDetector> detectors, List<Waiver> waivers) {

    public static final ScanRules NONE = new ScanRules(List.of(), List.of(), List.of());

    public ScanRules {
        off = List.copyOf(off);
        detectors = List.copyOf(detectors);
        waivers = List.copyOf(waivers);
    }
}
