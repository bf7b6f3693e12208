package dev.cleanslate.evidence;

import java.util.List;
import java.util.Optional;

/** Looks from outside at a step that says nothing of itself, as a long statement does not. */
public interface Lookout {

    Lookout NONE = new Lookout() {
        @Override
        public String known() {
            return "";
        }

        @Override
        public Sighting look() {
            return Sighting.NOTHING;
        }

        @Override
        public void rest() {
            // It holds nothing.
        }
    };

    /** How far the step is, as far as that is known here; asked often, so it is quick. */
    String known();

    /** Asked from a thread of its own, so it may take its time; it fails by saying what is the trouble. */
    Sighting look();

    /** There is nothing to look at for a while: lets go of whatever looking takes. */
    void rest();

    /**
     * {@code work}: how far it has come. {@code waits}: for whom, in the way that lets a person end it. {@code trouble}: why
     * there is nothing to be seen, which is told once.
     */
    record Sighting(String work, List<String> waits, Optional<String> trouble) {

        public static final Sighting NOTHING = new Sighting("", List.of(), Optional.empty());

        public Sighting {
            waits = List.copyOf(waits);
        }

        public static Sighting trouble(String why) {
            return new Sighting("", List.of(), Optional.of(why));
        }
    }
}
