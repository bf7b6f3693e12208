package dev.cleanslate.scan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.ScanRules;
import dev.cleanslate.suite.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The findings that somebody answers for. A waiver covers all of a finding or nothing of it. */
public final class Waivers {

    /** What an expired waiver is reported as. */
    public static final String EXPIRED = "expired-waiver";

    /** What a certification may find beside the scan's findings, each with the table or thing it is of. */
    public static final Set<String> OF_CERTIFY =
            Set.of("protected-changed", "schema-changed", "job-off", "storage-orphans", "storage-missing");

    private final List<Waiver> all;
    private final Set<String> detectors;
    private final Set<String> off;
    private final Map<Waiver, List<Meant>> meant = new HashMap<>();
    private final LocalDate today;
    private final Map<Waiver, Long> covered = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> lookedAt = new HashSet<>();
    private final Set<String> sampled = new HashSet<>();
    private final Set<String> burstsSampled = new HashSet<>();
    private final List<Unread> unread = new ArrayList<>();

    private Waivers(ScanRules rules, Catalog catalog, LocalDate today) {
        this.all = rules.waivers();
        this.detectors = new TreeSet<>(Detectors.ids());
        rules.detectors().forEach(own -> detectors.add(own.id()));
        detectors.addAll(OF_CERTIFY);
        this.off = rules.off().stream().map(Mention::name).collect(Collectors.toSet());
        this.today = today;
        all.forEach(waiver -> meant.put(waiver, Meant.by(behindSlash(waiver), catalog)));
    }

    public static Waivers of(ScanRules rules, Catalog catalog, LocalDate today) {
        return new Waivers(rules, catalog, today);
    }

    /** Waivers of what no scan ever says, and of what it could say of two things. */
    public List<String> faults() {
        return all.stream().flatMap(waiver -> fault(waiver).stream()).toList();
    }

    private Optional<String> fault(Waiver waiver) {
        String place = waiver.place() + ": a waiver is of \"" + waiver.finding() + "\", ";
        int slash = waiver.finding().indexOf('/');
        if (slash < 1 || slash == waiver.finding().length() - 1) {
            return Optional.of(place + "which is not a finding. Write detector/table or detector/table.column, as"
                    + " demo-email/users. Nothing was changed.");
        }
        String detector = waiver.finding().substring(0, slash);
        if (!detectors.contains(detector)) {
            return Optional.of(place + "but there is no detector \"" + detector + "\"."
                    + Nearest.question(detector, detectors) + " Nothing was changed.");
        }
        List<Meant> meanings = meant(waiver);
        return meanings.size() < 2
                ? Optional.empty()
                : Optional.of(place + "which could mean a table or a column of another. Write "
                        + meanings.stream()
                                .map(m -> "\"" + detector + "/" + m.spelled() + "\" for "
                                        + m.column()
                                                .map(column -> "the column " + column + " of " + m.table())
                                                .orElse("the table " + m.table()))
                                .collect(Collectors.joining(", or "))
                        + ". Nothing was changed.");
    }

    private List<Meant> meant(Waiver waiver) {
        return meant.getOrDefault(waiver, List.of());
    }

    private static String behindSlash(Waiver waiver) {
        return waiver.finding().substring(waiver.finding().indexOf('/') + 1);
    }

    /** What of a table was found, and who answers for it. */
    public List<Judged> judge(TableReport report) {
        lookedAt.add(report.table());
        report.sampled().ifPresent(share -> sampled.add(report.table()));
        if (report.burstsSampled()) {
            burstsSampled.add(report.table());
        }
        unread.addAll(report.unread());
        Map<String, List<Finding>> byId = new LinkedHashMap<>();
        report.findings()
                .forEach(f ->
                        byId.computeIfAbsent(f.id(), any -> new ArrayList<>()).add(f));
        Map<String, Optional<Waived>> answers = new LinkedHashMap<>();
        byId.forEach((id, findings) -> answers.put(id, answer(findings)));
        return report.findings().stream()
                .map(f -> new Judged(f, answers.getOrDefault(f.id(), Optional.empty())))
                .toList();
    }

    private Optional<Waived> answer(List<Finding> findings) {
        Finding first = findings.get(0);
        long rows = findings.stream().mapToLong(Finding::rows).sum();
        Severity worst =
                findings.stream().map(Finding::severity).sorted().findFirst().orElseThrow();
        Optional<Waived> answer = Optional.empty();
        for (Waiver waiver : all) {
            if (!waiver.finding().startsWith(first.detector() + "/")
                    || meant(waiver).stream().noneMatch(m -> m.covers(first))) {
                continue;
            }
            covered.merge(waiver, rows, Math::max);
            Optional<String> beyond = beyond(waiver, rows, worst);
            if (expired(waiver)) {
                continue;
            }
            if (beyond.isPresent()) {
                notes.add(waiver.place() + ": the waiver of " + waiver.finding() + " by " + waiver.owner()
                        + " does not cover " + first.id() + ", which " + beyond.get() + ".");
            } else if (answer.isEmpty()) {
                answer = Optional.of(new Waived(waiver.owner(), waiver.reason(), waiver.expires()));
            }
        }
        return answer;
    }

    private static Optional<String> beyond(Waiver waiver, long rows, Severity worst) {
        if (waiver.rows().isPresent() && rows > waiver.rows().get()) {
            return Optional.of("has " + rows + " rows, and " + waiver.rows().get() + " are waived");
        }
        return waiver.severity()
                .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                .filter(most -> worst != most && worst.atLeast(most))
                .map(most -> "is " + worst.word() + ", and no more than " + most.word() + " is waived");
    }

    private boolean expired(Waiver waiver) {
        return today.isAfter(waiver.expires());
    }

    /** After all tables: waivers whose day is past are findings themselves. */
    public List<Finding> expired() {
        return all.stream().filter(this::expired).map(this::expiredFinding).toList();
    }

    private Finding expiredFinding(Waiver waiver) {
        long rows = covered.getOrDefault(waiver, 0L);
        return new Finding(
                EXPIRED,
                "The waiver of " + waiver.finding() + " by " + waiver.owner() + " (" + waiver.reason() + ") ended with "
                        + waiver.expires() + (rows == 0 ? nothing(waiver) : "."),
                behindSlash(waiver),
                Optional.empty(),
                rows,
                0,
                // What nobody finds any more needs no waiver, and no red night either.
                rows == 0 && !unread(waiver) ? Severity.NOTE : Severity.WARNING,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "take the waiver out (" + waiver.place() + "), or have " + waiver.owner() + " renew it");
    }

    private String nothing(Waiver waiver) {
        return notLookedFor(waiver)
                .map(why -> ". Whether it is still there is not known: " + why + ".")
                .orElse(", and nothing of it is found any more.");
    }

    /** Why it cannot be said that there is nothing of it; empty where it can. */
    private Optional<String> notLookedFor(Waiver waiver) {
        Optional<String> table = meant(waiver).stream().map(Meant::table).findFirst();
        if (unread(waiver)) {
            return Optional.of("not all of " + table.orElse("its table") + " could be read");
        }
        if (table.isPresent() && !lookedAt.contains(table.get())) {
            return Optional.of(table.get() + " is not looked at");
        }
        String detector = waiver.finding().substring(0, waiver.finding().indexOf('/'));
        if (off.contains(detector)) {
            return Optional.of("the detector is off");
        }
        if (table.filter(burstsSampled::contains).isPresent() && Clusters.ids().contains(detector)) {
            return Optional.of("bursts were looked for in a sample of " + table.get() + " only");
        }
        return table.filter(sampled::contains).map(name -> "only a sample of " + name + " was looked at");
    }

    private boolean unread(Waiver waiver) {
        return meant(waiver).stream().anyMatch(m -> unread.stream().anyMatch(m::touches));
    }

    /** What people should know of waivers that did not do what they are there for. */
    public List<String> notes() {
        List<String> said = new ArrayList<>(notes);
        all.stream()
                .filter(waiver -> !covered.containsKey(waiver) && !expired(waiver))
                .filter(waiver -> !ofCertify(waiver) && notLookedFor(waiver).isEmpty())
                .forEach(waiver -> said.add(waiver.place() + ": the waiver of " + waiver.finding() + " by "
                        + waiver.owner() + " covers nothing that was found; take it out."));
        return said;
    }

    private static boolean ofCertify(Waiver waiver) {
        return OF_CERTIFY.stream().anyMatch(word -> waiver.finding().startsWith(word + "/"));
    }

    /** Who answers for something that is no finding of a scan; a waiver whose day is past answers for nothing. */
    public Optional<Waived> answerFor(String finding) {
        return all.stream()
                .filter(waiver -> waiver.finding().equals(finding) && !expired(waiver))
                .findFirst()
                .map(waiver -> new Waived(waiver.owner(), waiver.reason(), waiver.expires()));
    }

    /** A finding, and who answers for it. */
    public record Judged(Finding finding, Optional<Waived> waived) {}
}
