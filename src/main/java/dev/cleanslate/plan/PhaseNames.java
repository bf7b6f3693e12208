package dev.cleanslate.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls a phase after what it wipes, and no two alike. */
final class PhaseNames {

    private static final int KINDS = 3;

    private final Set<String> given = new HashSet<>();

    String of(List<Proposal> members) {
        if (members.size() == 1) {
            return once(title(members.get(0)));
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        members.forEach(p -> kinds.merge(plural(p.nature()), 1, Integer::sum));
        List<String> words = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(KINDS)
                .map(Map.Entry::getKey)
                .toList();
        String last = words.get(words.size() - 1);
        String all = words.size() == 1
                ? last
                : words.subList(0, words.size() - 1).stream().collect(Collectors.joining(", ")) + " and " + last;
        return once(capital(all));
    }

    String once(String name) {
        String unique = name;
        for (int i = 2; !given.add(unique); i++) {
            unique = name + " (" + i + ")";
        }
        return unique;
    }

    /** {@code user_profiles} becomes {@code User profiles}; a name that is not made of words stays out of titles. */
    private static String title(Proposal proposal) {
        String name = proposal.table().name();
        return name.matches("[A-Za-z][A-Za-z0-9_]*")
                ? capital(name.replace('_', ' ').strip())
                : capital(plural(proposal.nature()));
    }

    private static String plural(Nature nature) {
        return switch (nature) {
            case TRANSACTIONAL -> "transactions";
            case PEOPLE -> "people";
            case LOG -> "logs";
            case QUEUE -> "queues";
            case SESSION -> "sessions";
            case EMPTY -> "empty tables";
            default -> "what hangs on them";
        };
    }

    private static String capital(String text) {
        return text.isEmpty() ? "Tables" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
