package dev.cleanslate.plan;

import java.util.List;

/** One thing looked at days ahead: what was found, and the lines to paste (SQL or a comment) that mend it. */
public record Diagnosis(String what, State state, String said, List<String> mend) {

    public enum State {
        OK("ok"),
        PREVENTS("will prevent"),
        WORTH_KNOWING("worth knowing"),
        UNSEEN("could not be seen");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Diagnosis {
        mend = List.copyOf(mend);
    }

    public static Diagnosis ok(String what, String said) {
        return new Diagnosis(what, State.OK, said, List.of());
    }

    public static Diagnosis prevents(String what, String said, String... mend) {
        return new Diagnosis(what, State.PREVENTS, said, List.of(mend));
    }

    public static Diagnosis worthKnowing(String what, String said, String... mend) {
        return new Diagnosis(what, State.WORTH_KNOWING, said, List.of(mend));
    }

    public static Diagnosis unseen(String what, String said, String... mend) {
        return new Diagnosis(what, State.UNSEEN, said, List.of(mend));
    }
}
