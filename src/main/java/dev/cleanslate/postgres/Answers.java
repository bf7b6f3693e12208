package dev.cleanslate.postgres;

import java.util.Map;
import java.util.Optional;

/** What the server said: per question the reason for a no, or nothing for a yes. */
public record Answers(Map<Question, Optional<String>> objections) {

    public static final Answers NONE = new Answers(Map.of());

    public Answers {
        objections = Map.copyOf(objections);
    }

    public Optional<String> objectionTo(Question question) {
        return objections.getOrDefault(question, Optional.empty());
    }
}
