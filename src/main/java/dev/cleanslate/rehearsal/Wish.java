package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Target.Rehearsal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wanted of a throwaway server.
 *
 * @param source the database to be copied
 * @param origin what that asks of a server
 * @param database how the copy is to be called
 * @param said what the target's entry says of it
 * @param external the address that stands there, its variables expanded
 */
public record Wish(DatabaseUrl source, Origin origin, String database, Rehearsal said, Optional<DatabaseUrl> external) {

    Set<String> waived() {
        return said.waiveExtensions().stream().map(Mention::name).collect(Collectors.toUnmodifiableSet());
    }

    String image() {
        return said.image().orElse("postgres:" + origin.major());
    }
}
