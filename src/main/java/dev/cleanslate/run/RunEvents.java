package dev.cleanslate.run;

import java.time.Clock;

/** Where the rooms of a run say what happens; stamps each event with the time and hands it to the listener. */
public record RunEvents(RunListener listener, Clock clock) {

    public void tell(RunEvent event) {
        listener.on(clock.instant(), event);
    }

    public void note(String text) {
        tell(new RunEvent.Note(text));
    }
}
