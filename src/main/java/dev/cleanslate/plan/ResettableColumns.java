package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.plan.ResetPlanner.Subject;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Table.Identity;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which columns a reset may set: none that the server fills, none that other rows hang on. */
final class ResettableColumns {

    private final Ground ground;

    ResettableColumns(Ground ground) {
        this.ground = ground;
    }

    void check(Subject subject, Column column) {
        if (column.generated()) {
            refuse(subject, column, "which is generated from other columns: set those instead");
        }
        if (column.identity() == Identity.ALWAYS) {
            refuse(subject, column, "which is GENERATED ALWAYS AS IDENTITY: leave it out");
        }
        Optional<Edge> pointing = ground.keys().into(subject.table().name()).stream()
                .filter(edge -> edge.key().parentColumns().contains(column.name()))
                .findFirst();
        pointing.ifPresent(edge -> refuse(
                subject,
                column,
                "but rows of \"" + edge.child() + "\" refer to it through "
                        + edge.key().name() + " (ON UPDATE "
                        + Edge.word(edge.key().onUpdate()) + "): leave it out, or use an sql phase"));
        boolean partitions = ground.families().members(subject.table().name()).stream()
                .flatMap(member -> member.partitionKey().stream())
                .anyMatch(key -> mentions(key, column.name()));
        if (partitions) {
            refuse(subject, column, "which decides the partition a row is in: leave it out, or use an sql phase");
        }
    }

    private void refuse(Subject subject, Column column, String why) {
        ground.findings().rule(subject.place(), subject.said() + " column \"" + column.name() + "\", " + why + ".");
    }

    private static boolean mentions(String partitionKey, String column) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])")
                .matcher(partitionKey)
                .find();
    }
}
