package dev.cleanslate.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A catalog that was read without waiting: {@code locked} says which relations others hold, and who they are. */
public record Glance(Catalog catalog, Map<QualifiedName, String> locked) {

    private static final Set<String> STRONG =
            Set.of("AccessExclusiveLock", "ExclusiveLock", "ShareRowExclusiveLock", "ShareLock");

    public Glance {
        locked = Map.copyOf(locked);
    }

    static Map<QualifiedName, String> holders(PgSession session, List<QualifiedName> relations) {
        Map<QualifiedName, String> holders = new LinkedHashMap<>();
        if (relations.isEmpty()) {
            return holders;
        }
        relations.forEach(relation -> holders.put(relation, "somebody who is gone by now"));
        Map<QualifiedName, List<Blocker>> blockers = session.blockersOf(relations).stream()
                .filter(blocker -> STRONG.contains(blocker.mode()))
                .collect(Collectors.groupingBy(Blocker::table));
        blockers.forEach((relation, who) ->
                holders.put(relation, who.stream().map(Blocker::who).collect(Collectors.joining("; "))));
        return holders;
    }
}
