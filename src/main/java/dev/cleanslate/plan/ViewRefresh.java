package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The materialized views that still show what is gone, those that others read from first. */
final class ViewRefresh {

    private final Ground ground;
    private final Place place;
    private final Map<QualifiedName, List<QualifiedName>> sources;

    ViewRefresh(Ground ground, Place place) {
        this.ground = ground;
        this.place = place;
        this.sources = ground.catalog().materializedViewSources();
    }

    List<QualifiedName> plan() {
        List<QualifiedName> views = sources.keySet().stream().sorted().toList();
        List<QualifiedName> ordered =
                Knots.of(views, this::sourcesOf).stream().flatMap(List::stream).toList();
        Set<QualifiedName> stale = new HashSet<>();
        List<QualifiedName> refresh = new ArrayList<>();
        for (QualifiedName view : ordered) {
            if (sourcesOf(view).stream().anyMatch(s -> stale.contains(s) || changes(s))) {
                stale.add(view);
                refresh.add(view);
                ownedOrRefused(view);
                readableOrRefused(view);
            }
        }
        return refresh;
    }

    private void ownedOrRefused(QualifiedName view) {
        boolean owner =
                ground.families().table(view).map(t -> t.rights().owner()).orElse(true);
        if (!owner) {
            ground.findings()
                    .rule(
                            place,
                            "the materialized view \"" + view + "\" shows rows of tables that are wiped or reset, and"
                                    + " only its owner may refresh it, which role "
                                    + ground.catalog().server().role()
                                    + " is not. Run as the owner, or drop the view.");
        }
    }

    /** What was emptied WITH NO DATA can be read by nobody, and it is not ours to fill it. */
    private void readableOrRefused(QualifiedName view) {
        for (QualifiedName source : sourcesOf(view)) {
            boolean stored = ground.families()
                    .table(source)
                    .map(t -> t.kind() == Table.Kind.MATERIALIZED_VIEW)
                    .orElse(false);
            if (stored && !sources.containsKey(source)) {
                ground.findings()
                        .rule(
                                place,
                                "the materialized view \"" + view
                                        + "\" shows rows of tables that are wiped or reset, and"
                                        + " cannot be refreshed, since \"" + source
                                        + "\", which it reads from, has not been populated. REFRESH MATERIALIZED VIEW "
                                        + source.sql() + " first, or drop \"" + view + "\".");
            }
        }
    }

    private boolean changes(QualifiedName source) {
        return ground.fates()
                .of(ground.families().root(source))
                .map(d -> d.fate() == Fate.WIPE || d.fate() == Fate.RESET || d.fate() == Fate.KEEP_ROWS)
                .orElse(false);
    }

    private List<QualifiedName> sourcesOf(QualifiedName view) {
        return sources.getOrDefault(view, List.of());
    }
}
