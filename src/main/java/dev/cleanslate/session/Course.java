package dev.cleanslate.session;

import dev.cleanslate.suite.Target;
import java.util.List;

/** Which runs an invocation comes to. */
final class Course {

    private Course() {}

    /**
     * Without the opt-in a reset is a rehearsal. With it a guarded target is reset by the right of its certificate, any
     * other is rehearsed first, unless that is waived.
     */
    static List<Command> of(Invocation invocation, Target target) {
        if (invocation.command() != Command.RESET) {
            return List.of(invocation.command());
        }
        boolean wanted = target.disposable() || invocation.execute().isPresent();
        if (!wanted) {
            return List.of(Command.REHEARSE);
        }
        return target.guarded() || invocation.noRehearsal()
                ? List.of(Command.RESET)
                : List.of(Command.REHEARSE, Command.RESET);
    }
}
