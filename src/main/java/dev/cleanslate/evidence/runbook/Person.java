package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody to call. */
public record Person(String name, Optional<String> role, Optional<String> phone, Optional<String> email) {

    Phrase words() {
        Phrase who = Phrase.strong(name).and(role.map(r -> " (" + r + ")").orElse(""));
        return reach().isEmpty() ? who : who.and(": " + reach());
    }

    /** In the order in which one would try. */
    String reach() {
        List<String> ways = new ArrayList<>();
        phone.ifPresent(ways::add);
        email.ifPresent(ways::add);
        return String.join(", ", ways);
    }
}
