package dev.cleanslate.bench;

import dev.cleanslate.storage.Access;
import dev.cleanslate.storage.Cleared;
import dev.cleanslate.storage.Compared;
import dev.cleanslate.storage.Keys;
import dev.cleanslate.storage.Reconciliation;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.ObjectStore.Orphans;
import dev.cleanslate.suite.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A bucket of many objects without a row: listed, deleted, moved. */
final class Buckets implements Case {

    private static final double AT_LEAST = 1000;

    private final int objects;
    private final int moved;

    Buckets(Size size) {
        this.objects = size == Size.FULL ? 200_000 : 30_000;
        this.moved = size == Size.FULL ? 20_000 : 500;
    }

    @Override
    public String name() {
        return "buckets";
    }

    @Override
    public String about() {
        return objects
                + " objects without a row, in a store that takes 40 ms for a page, 250 ms to delete a thousand and"
                + " 25 ms to copy one";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        List<Figure> figures = new ArrayList<>();
        try (MemoryStore store = new MemoryStore()) {
            Path folder = Files.createTempDirectory("cleanslate-bucket");
            fill(store, objects);
            Reconciliation deletion = of(store, new Orphans.Deleted(objects));
            Timed<Compared> listed = Timed.of(() -> deletion.compare(NOBODY, folder, done -> {}));
            figures.add(Figure.perSecond("keys listed and compared", listed.rate(objects), AT_LEAST));
            Timed<Cleared> deleted = Timed.of(() -> deletion.clear(listed.result(), NOBODY, folder, soFar -> {}));
            figures.add(Figure.perSecond("objects looked at again and deleted", deleted.rate(objects), AT_LEAST));
            require(store.size() == 0 && deleted.result().taken() == objects);

            fill(store, moved);
            Reconciliation moving = of(store, new Orphans.Quarantined("removed/", moved));
            Compared found = moving.compare(NOBODY, folder, done -> {});
            Timed<Cleared> away = Timed.of(() -> moving.clear(found, NOBODY, folder, soFar -> {}));
            figures.add(Figure.perSecond("objects looked at again and moved", away.rate(moved), Double.NaN));
            require(store.size() == moved && away.result().taken() == moved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return figures;
    }

    private record Timed<T>(T result, double seconds) {

        static <T> Timed<T> of(Supplier<T> work) {
            long since = System.nanoTime();
            T result = work.get();
            return new Timed<>(result, (System.nanoTime() - since) / 1e9);
        }

        double rate(int count) {
            return count / seconds;
        }
    }

    /** Named as Active Storage names them: 28 letters and digits. */
    private static void fill(MemoryStore store, int count) {
        for (int i = 0; i < count; i++) {
            String mixed = Long.toString(Math.abs(i * 0x9E3779B97F4A7C15L), 36);
            store.put((mixed + "0".repeat(28)).substring(0, 20) + String.format("%08d", i));
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("not every object went");
        }
    }

    private static Reconciliation of(MemoryStore store, Orphans orphans) {
        Place place = Place.of("bench");
        ObjectStore said = new ObjectStore(
                place,
                "bench",
                Optional.of(store.endpoint()),
                "us-east-1",
                true,
                new ObjectStore.Credentials("ID", "SECRET", Optional.empty()),
                "",
                List.of(new ObjectStore.KeyColumn("blobs", "key", place)),
                List.of(),
                ObjectStore.USUAL_AGE,
                orphans);
        return new Reconciliation(said, new Access(said, Map.of("ID", "somebody", "SECRET", "anything")).open());
    }

    private static final Keys NOBODY = new Keys() {
        @Override
        public void each(Consumer<String> key) {
            // After a reset there are none.
        }

        @Override
        public Set<String> known(Collection<String> some) {
            return Set.of();
        }
    };
}
