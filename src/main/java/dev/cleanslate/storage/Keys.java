package dev.cleanslate.storage;

import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** What rows know of objects. */
public interface Keys {

    /** Hands out every key in the order of its bytes, repeated ones too, without nulls. */
    void each(Consumer<String> key);

    /** Which of these some row knows, as of now. May be asked from any thread. */
    Set<String> known(Collection<String> some);
}
