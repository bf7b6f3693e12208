package dev.cleanslate.session;

import dev.cleanslate.suite.Target;
import java.util.List;

/** Which runs an invocation comes to. */
final class Course {

    private Course() {}

    /**
     * A disposable target on a server of our own is rehearsed on a clone before it is reset. Of a database at a URL no
     * copy can be made yet: it is reset by the opt-in alone, and says so.
     */
    static List<Command> of(Invocation invocation, Target target) {
        boolean rehearsed = invocation.command() == Command.RESET
                && !invocation.noRehearsal()
                && target.disposable()
                && target.where() instanceof Target.Where.Embedded;
        return rehearsed ? List.of(Command.REHEARSE, Command.RESET) : List.of(invocation.command());
    }
}
