package dev.cleanslate.evidence;

import dev.cleanslate.storage.Account;
import dev.cleanslate.storage.Cleared;
import dev.cleanslate.storage.Compared;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gym's pictures, whose rows went with its members. */
final class GymBucket {

    private GymBucket() {}

    static Account cleared() {
        return new Account(
                "gym-pictures",
                "store.example:9000",
                "members/",
                List.of("users.picture_key"),
                "quarantine",
                "removed/",
                5000,
                true,
                Optional.of(new Compared(415, 412, 411, 0, 2, 1, 1, 20_000, 1)),
                Optional.of(new Compared(415, 1, 1, 0, 2, 1, 411, 8_220_000, 0)),
                Optional.of(new Cleared(411, 405, 1, 2, 1, 2, 0, Map.of("AccessDenied", 2L))),
                Optional.empty(),
                List.of());
    }
}
