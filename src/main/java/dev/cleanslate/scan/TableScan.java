package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table under one snapshot. The first pass counts exactly what every detector hit; the rest is asked only where
 * something was found: rows of one second, and then the keys and examples of what was hit, from where in the table it lies.
 */
final class TableScan {

    /** Up to here every row is looked at for clusters, from here on a sample of whole blocks of that size. */
    private static final long SMALL = 200_000;

    /** Groups of so few rows are fetched whole, with one look at the table for all of them. */
    private static final long SPARSE = 1_000;

    private static final long SPARSE_AT_MOST = 20_000;

    /** What a line of the first pass is, where it is no mask. */
    private static final long SECOND = -1;

    private static final long PLACE = -2;

    private final PgSession session;
    private final Subject subject;
    private final List<Bit> bits;
    private final String mask;
    private final int keysAtMost;
    private final Predicate<String> off;
    private final Map<Long, Group> groups = new LinkedHashMap<>();
    private final Set<String> seconds = new TreeSet<>();
    private final List<Tid> places = new ArrayList<>();
    private Clusters clusters = Clusters.NONE;
    private EvenSteps evenly = EvenSteps.NONE;
    private long total;
    private boolean burstsSampled;

    TableScan(
            PgSession session,
            Subject subject,
            List<Bit> bits,
            String tomorrow,
            int keysAtMost,
            Predicate<String> off) {
        this.session = session;
        this.subject = subject;
        this.bits = bits;
        this.mask = new Mask(tomorrow, UsualDomains.of(session, subject, bits)).sql(bits);
        this.keysAtMost = keysAtMost;
        this.off = off;
    }

    record Outcome(long rows, boolean burstsSampled, List<Finding> findings) {}

    Outcome run() {
        return Aside.of(session, () -> {
            pass();
            lookForSeconds();
            cluster();
            step();
            groups.remove(0L);
            groups.values().removeIf(group -> group.rows() <= 0);
            List<Bit> all = new ArrayList<>(bits);
            subject.created().ifPresent(created -> {
                all.addAll(clusters.bits(created, Bit.MOST));
                evenly.bit(created).ifPresent(all::add);
            });
            Weighing weighing = new Weighing(subject, all, groups, total, keysAtMost);
            fetch(weighing);
            return new Outcome(total, burstsSampled, weighing.findings());
        });
    }

    private void pass() {
        for (Row row : session.query(TableQuery.pass(subject, mask))) {
            long hit = row.number("mask");
            if (hit == SECOND) {
                seconds.add(row.word("what"));
            } else if (hit == PLACE) {
                places.add(Tid.parse(row.word("what")));
            } else if (hit == 0) {
                total = row.number("n");
            } else {
                groups.put(hit, group(row));
            }
        }
    }

    private static Group group(Row row) {
        return new Group(row.number("n"), row.text("lo"), row.text("hi"), tid(row.text("a")), tid(row.text("z")));
    }

    private static @Nullable Tid tid(@Nullable String text) {
        return text == null ? null : Tid.parse(text);
    }

    private void lookForSeconds() {
        if (subject.created().isEmpty() || !subject.ofPeople() || total < Clusters.LEAST) {
            return;
        }
        burstsSampled = total > SMALL && !subject.sampled();
        String sample = !burstsSampled
                ? subject.sample()
                : "TABLESAMPLE SYSTEM (" + Math.max(0.01, 100.0 * SMALL / total) + ") REPEATABLE (20)";
        session.query(TableQuery.seconds(subject, sample)).forEach(row -> seconds.add(row.word("second")));
    }

    private void cluster() {
        if (seconds.isEmpty()) {
            return;
        }
        Recognised created = subject.created().orElseThrow();
        Map<String, List<Row>> bySecond = session.query(TableQuery.clustered(subject, created, mask, seconds)).stream()
                .collect(Collectors.groupingBy(row -> row.word("second")));
        List<Clusters.Second> found = new ArrayList<>();
        bySecond.forEach((second, rows) -> {
            long count = rows.stream().mapToLong(row -> row.number("n")).sum();
            if (count >= Clusters.many(total)) {
                found.add(new Clusters.Second(second, count, oneMillisecond(rows), untouched(rows, count)));
            }
        });
        clusters = Clusters.of(found, off);
        for (Clusters.Second second : found) {
            long added = clusters.mask(second.at(), Bit.MOST);
            for (Row row : bySecond.getOrDefault(second.at(), List.of())) {
                long before = row.number("mask");
                groups.computeIfPresent(before, (key, group) -> group.minus(row.number("n")));
                groups.merge(before | added, group(row), Group::plus);
            }
        }
    }

    /** In tables of people any row may be of such a series, in others those that something else speaks against. */
    private void step() {
        boolean hit = groups.keySet().stream().anyMatch(mask -> mask != 0);
        if (off.test(EvenSteps.DETECTOR.id())
                || subject.created().isEmpty()
                || !(subject.ofPeople() || hit)
                || total < EvenSteps.least(total)) {
            return;
        }
        EvenSteps found = EvenSteps.of(session, subject, total);
        if (found.none()) {
            return;
        }
        for (Row row : session.query(TableQuery.stepped(subject, wholeMask(), found.sql(subject)))) {
            long before = row.number("mask");
            if (before != 0 || subject.ofPeople()) {
                groups.computeIfPresent(before, (key, group) -> group.minus(row.number("n")));
                groups.merge(before | found.mask(), group(row), Group::plus);
            }
        }
        evenly = found;
    }

    private static boolean oneMillisecond(List<Row> rows) {
        String first = rows.get(0).word("first_milli");
        return rows.stream()
                .allMatch(row -> first.equals(row.text("first_milli")) && first.equals(row.text("last_milli")));
    }

    private static boolean untouched(List<Row> rows, long count) {
        return rows.stream().mapToLong(row -> row.number("untouched")).sum() * 10 >= count * 9;
    }

    private void fetch(Weighing weighing) {
        if (groups.isEmpty()) {
            return;
        }
        List<String> shown = weighing.shown();
        if (!places.isEmpty()) {
            take(weighing, shown, TableQuery.rowsAt(subject, wholeMask(), shown, places));
        }
        List<Map.Entry<Long, Group>> rising = groups.entrySet().stream()
                .filter(entry -> places.isEmpty() || !hit(entry.getKey()))
                .sorted(Comparator.comparing(entry -> entry.getValue().rows()))
                .toList();
        List<Long> sparse = new ArrayList<>();
        Group range = Group.NONE;
        long wanted = 0;
        for (Map.Entry<Long, Group> entry : rising) {
            long rows = entry.getValue().rows();
            if (keysAtMost == Integer.MAX_VALUE || (rows <= SPARSE && wanted + rows <= SPARSE_AT_MOST)) {
                sparse.add(entry.getKey());
                range = range.plus(entry.getValue());
                wanted += rows;
            } else {
                long limit = Math.max(keysAtMost, 3);
                rows(weighing, shown, entry.getValue(), List.of(entry.getKey()), limit);
            }
        }
        if (!sparse.isEmpty()) {
            rows(weighing, shown, range, sparse, wanted);
        }
    }

    /** Whether more than its second speaks against such rows. */
    private boolean hit(long mask) {
        return (mask & ((1L << Bit.MOST) - 1)) != 0;
    }

    private void rows(Weighing weighing, List<String> shown, Group range, List<Long> masks, long limit) {
        take(weighing, shown, TableQuery.rows(subject, wholeMask(), shown, range, masks, limit));
    }

    private void take(Weighing weighing, List<String> shown, String sql) {
        int keys = subject.table().primaryKey().size();
        for (Row row : session.query(sql)) {
            List<String> key = new ArrayList<>();
            for (int i = 0; i < keys; i++) {
                key.add(Objects.requireNonNullElse(row.text(1 + i), ""));
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < shown.size(); i++) {
                String value = row.text(1 + keys + i);
                if (value != null) {
                    values.put(shown.get(i), value);
                }
            }
            weighing.row(row.number(0), key, values);
        }
    }

    private String wholeMask() {
        if (clusters.none()) {
            return stepped(mask);
        }
        Recognised created = subject.created().orElseThrow();
        String second = "pg_catalog.date_trunc('second', " + subject.createdSql() + ")";
        return stepped("(" + mask + ") | " + clusters.sql(second, Subject.timeType(created), Bit.MOST));
    }

    private String stepped(String known) {
        if (evenly.none()) {
            return known;
        }
        String whether = subject.ofPeople() ? "" : "(" + known + ") <> 0 AND ";
        return "(" + known + ") | CASE WHEN " + whether + evenly.sql(subject) + " THEN " + evenly.mask()
                + "::bigint ELSE 0 END";
    }
}
