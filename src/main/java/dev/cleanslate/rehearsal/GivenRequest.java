package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A backup that somebody else took, or an earlier run.
 *
 * @param file a custom archive, a plain dump, one that gzip packed, or the folder of a directory archive
 * @param maxAge how old what it holds may be
 * @param source what it has to be a backup of
 * @param tools needed for archives
 */
public record GivenRequest(
        Path file, Optional<Duration> maxAge, DatabaseUrl source, Optional<ClientTools> tools, Clock clock) {

    public GivenRequest {
        file = file.toAbsolutePath().normalize();
    }
}
