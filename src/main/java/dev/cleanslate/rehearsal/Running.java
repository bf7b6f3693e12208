package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is up.
 *
 * @param admin some database of it, as a role that may create others
 * @param password of that role, where it is ours and nobody else's
 * @param remove ends it; may be called more than once
 */
record Running(DatabaseUrl admin, Optional<String> password, Runnable remove) {

    static Running local(int port, String user, String password, Runnable remove) {
        String url = "postgresql://" + user + ":" + password + "@" + Cluster.HOST + ":" + port + "/postgres";
        return new Running(DatabaseUrl.parse(url, Map.of()), Optional.of(password), remove);
    }
}
