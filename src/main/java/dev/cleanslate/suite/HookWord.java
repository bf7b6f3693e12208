package dev.cleanslate.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the message of a hook may speak of, as in {@code {{target}}}; a hook's program has it in its environment. */
public enum HookWord {
    TARGET,
    SUITE,
    DATABASE,
    RUN,
    COMMAND,
    MOMENT,
    FOLDER,
    STARTED,
    EXPECTED_DURATION,
    EXPECTED_END,
    /** This and all below are known at its end only. */
    FINISHED,
    OUTCOME,
    EXIT_CODE,
    MESSAGE;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As in {@code CLEANSLATE_EXIT_CODE}. */
    public String variable() {
        return "CLEANSLATE_" + name();
    }

    public static Optional<HookWord> of(String word) {
        return Arrays.stream(values())
                .filter(known -> known.word().equals(word))
                .findFirst();
    }

    /** Those that are known at that moment. */
    public static List<String> words(Hook.Moment moment) {
        return Arrays.stream(values())
                .filter(word -> moment.late() || word.compareTo(FINISHED) < 0)
                .map(HookWord::word)
                .toList();
    }
}
