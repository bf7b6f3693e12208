package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.Moments;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One table (a partitioned one with all its partitions) and what speaks for its nature. Keys to itself are left out. */
record Observed(Table table, Words words, Measure measure, long bytes, List<Edge> out, List<Edge> in) {

    private static final Pattern MAIL = Pattern.compile("(^|.*_)(e_?mail|mail)(_?addr(ess)?)?(_.*)?");
    private static final Pattern SECRET = Pattern.compile(".*(password|passwd|pwd|encrypted_pass).*");

    QualifiedName name() {
        return table.name();
    }

    boolean timed() {
        return Moments.column(table).isPresent();
    }

    boolean hasMail() {
        return table.columns().stream()
                .anyMatch(c -> MAIL.matcher(plain(c.name())).matches());
    }

    boolean hasSecret() {
        return table.columns().stream()
                .anyMatch(c -> SECRET.matcher(plain(c.name())).matches());
    }

    boolean hasColumn(Pattern pattern) {
        return table.columns().stream()
                .anyMatch(c -> pattern.matcher(plain(c.name())).matches());
    }

    boolean small() {
        return measure.rows() <= 2_000;
    }

    /** The newest row is days old, not months: somebody is still writing. */
    boolean growing() {
        return measure.newest().filter(n -> n.daysAgo() <= 45).isPresent();
    }

    long childTables() {
        return in.stream().map(Edge::child).distinct().count();
    }

    private static String plain(String column) {
        return column.replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
