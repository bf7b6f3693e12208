package dev.cleanslate.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings things in order after what must go before them. Those that go in a circle come out as one knot. The order
 * follows the given one where nothing speaks against it, so that equal input gives equal plans. Tarjan's algorithm.
 */
final class Knots<N> {

    private final Function<N, Collection<N>> before;
    private final Map<N, Integer> given = new HashMap<>();
    private final Map<N, Integer> index = new HashMap<>();
    private final Deque<N> stack = new ArrayDeque<>();
    private final Set<N> onStack = new HashSet<>();
    private final List<List<N>> knots = new ArrayList<>();

    private Knots(List<N> nodes, Function<N, Collection<N>> before) {
        this.before = before;
        for (N node : nodes) {
            given.put(node, given.size());
        }
    }

    static <N> List<List<N>> of(List<N> nodes, Function<N, Collection<N>> before) {
        Knots<N> search = new Knots<>(nodes, before);
        for (N node : nodes) {
            if (!search.index.containsKey(node)) {
                search.visit(node);
            }
        }
        return search.knots;
    }

    private int visit(N node) {
        int own = index.size();
        int lowest = own;
        index.put(node, own);
        stack.push(node);
        onStack.add(node);
        for (N earlier : before.apply(node)) {
            if (!given.containsKey(earlier)) {
                continue;
            }
            Integer seen = index.get(earlier);
            if (seen == null) {
                lowest = Math.min(lowest, visit(earlier));
            } else if (onStack.contains(earlier)) {
                lowest = Math.min(lowest, seen);
            }
        }
        if (lowest == own) {
            knots.add(untie(node));
        }
        return lowest;
    }

    private List<N> untie(N first) {
        List<N> knot = new ArrayList<>();
        N member;
        do {
            member = stack.pop();
            onStack.remove(member);
            knot.add(member);
        } while (!member.equals(first));
        knot.sort(Comparator.comparing(given::get, Comparator.nullsLast(Comparator.naturalOrder())));
        return knot;
    }
}
