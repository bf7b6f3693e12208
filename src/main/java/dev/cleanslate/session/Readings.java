package dev.cleanslate.session;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.run.RunEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the gate or smoke test under way has read so far: it is told of when the question is answered, or cannot be. */
final class Readings implements Consumer<Reading> {

    private final List<Reading> taken = new ArrayList<>();

    @Override
    public void accept(Reading reading) {
        taken.add(reading);
    }

    /** Where there is one subject only, which the step's name tells of. */
    void add(String expected, String found) {
        accept(new Reading("", expected, found));
    }

    void none(int found) {
        add("0", String.valueOf(found));
    }

    /** Of this step and no other. */
    void tell(String step, RunEvents events) {
        if (!taken.isEmpty()) {
            events.tell(new RunEvent.Read(step, taken));
        }
        taken.clear();
    }
}
