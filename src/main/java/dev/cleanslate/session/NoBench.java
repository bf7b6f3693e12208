package dev.cleanslate.session;

import dev.cleanslate.run.RunEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** For a run that fails before there is anything to keep: its files could not be read. */
class NoBench implements Bench {

    private @Nullable RunEvents events;

    @Override
    public RunEvents events() {
        return Objects.requireNonNull(events, "the record is not open yet");
    }

    @Override
    public void events(RunEvents made) {
        events = made;
    }

    @Override
    public void opened(String run, Path folder, boolean whole) {}

    @Override
    public List<Step> last(Ending ending) {
        return List.of();
    }

    @Override
    public void aftermath(List<String> failed, List<String> left, Path folder) {}

    @Override
    public boolean committed() {
        return false;
    }

    @Override
    public int attempts() {
        return 1;
    }

    @Override
    public void signalled() {}

    @Override
    public void cancel() {}

    @Override
    public void rollback() {}

    @Override
    public void close() {}
}
