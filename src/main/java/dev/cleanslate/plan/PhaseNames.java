package dev.cleanslate.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls a phase after what it wipes, and no two alike. */
final class PhaseNames {

    private static final int KINDS = 3;
    private static final int LONGEST = 70;

    private final Set<String> given = new HashSet<>();

    /** The first phase holds what nothing refers to. */
    String of(List<Proposal> members, boolean first) {
        List<String> titles = members.stream().map(PhaseNames::title).toList();
        if (titles.size() <= KINDS
                && titles.stream().noneMatch(String::isEmpty)
                && String.join(", ", titles).length() <= LONGEST) {
            return once(capital(listed(titles)));
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        members.forEach(p -> kinds.merge(plural(p.nature()), 1, Integer::sum));
        List<String> words = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(KINDS)
                .map(Map.Entry::getKey)
                .toList();
        return once(first ? "Leaves (" + listed(words) + ")" : capital(listed(words)));
    }

    private static String listed(List<String> words) {
        String last = words.get(words.size() - 1);
        return words.size() == 1 ? last : String.join(", ", words.subList(0, words.size() - 1)) + " and " + last;
    }

    String once(String name) {
        String unique = name;
        for (int i = 2; !given.add(unique); i++) {
            unique = name + " (" + i + ")";
        }
        return unique;
    }

    /** {@code user_profiles} becomes {@code user profiles}; a name that is not made of words has no title. */
    private static String title(Proposal proposal) {
        String name = proposal.table().name();
        return name.matches("[A-Za-z][A-Za-z0-9_]*")
                ? name.replaceAll("_+", " ").strip()
                : "";
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
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
