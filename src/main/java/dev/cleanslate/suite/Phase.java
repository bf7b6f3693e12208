package dev.cleanslate.suite;

import dev.cleanslate.api.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One phase of a suite; {@code mentions} holds the place of each table name that the action names, {@code reviewed} the rows
 * that go of each table, as it is spelled, that loses a finding.
 */
public record Phase(
        String name,
        Place place,
        Action action,
        Map<String, Place> mentions,
        Map<String, ReviewedRows> reviewed,
        Optional<Duration> timeout,
        Optional<Duration> lockTimeout,
        boolean pointOfNoReturn,
        List<Check> checks) {

    public Phase {
        mentions = Map.copyOf(mentions);
        reviewed = Map.copyOf(reviewed);
        checks = List.copyOf(checks);
    }

    /** The same with another action and other checks. */
    public Phase doing(Action other, List<Check> others) {
        return new Phase(name, place, other, mentions, reviewed, timeout, lockTimeout, pointOfNoReturn, others);
    }

    public Place placeOf(String mentioned) {
        return mentions.getOrDefault(mentioned, place);
    }
}
