package dev.cleanslate.storage;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keys as if rows knew them, given in the order of their bytes. */
record Rows(List<String> keys) implements Keys {

    @Override
    public void each(Consumer<String> key) {
        keys.forEach(key);
    }

    @Override
    public Set<String> known(Collection<String> some) {
        return some.stream().filter(keys::contains).collect(Collectors.toSet());
    }
}
