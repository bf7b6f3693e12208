package dev.cleanslate.session;

import dev.cleanslate.suite.Target;
import java.util.List;

/** Which runs an invocation comes to. */
final class Course {

    private Course() {}

    /**
     * Without the opt-in a reset is a rehearsal. With it, a guarded target goes by its stored certificate, and any other
     * is rehearsed first.
     */
    static List<Command> of(Invocation invocation, Target target) {
        boolean optedIn = invocation.execute().isPresent();
        if (invocation.command() != Command.RESET || invocation.noRehearsal() || (target.guarded() && optedIn)) {
            return List.of(invocation.command());
        }
        return target.disposable() || optedIn
                ? List.of(Command.REHEARSE, Command.RESET)
                : List.of(Command.REHEARSE);
    }
}
