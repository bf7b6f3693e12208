package dev.cleanslate.session;

import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.util.List;
import java.util.Optional;

/**
 * {@code --suite all}: every suite that there is, one after the other, each on a server of its own with its own demo data.
 * On a disposable target each is certified too, since that is the whole way of a database from its demo to its customer.
 */
final class AllSuites {

    static final String WORD = "all";

    private AllSuites() {}

    /** A suite that is really called so is that suite. */
    static boolean meant(Invocation invocation) {
        return invocation.suites().equals(List.of(WORD))
                && !SuiteFile.names(invocation.suitesFolder()).contains(WORD);
    }

    /** The invocation that names them; empty where that makes no sense. */
    static Optional<Invocation> of(Invocation invocation, Target target) {
        if (!faults(invocation, target).isEmpty()) {
            return Optional.empty();
        }
        boolean whole = invocation.command() == Command.RESET && target.disposable();
        return Optional.of(invocation
                .of(invocation.target(), SuiteFile.names(invocation.suitesFolder()))
                .as(whole ? Command.CERTIFY : invocation.command()));
    }

    static List<Fault> faults(Invocation invocation, Target target) {
        if (!(target.where() instanceof Where.Embedded)) {
            return List.of(new Fault(
                    target.place(),
                    "--suite all (Maven: -Dsuite=all) takes every suite with its own demo data, and target \""
                            + target.name() + "\" is one database, which has its own suites. Name the suite, or an"
                            + " embedded target such as demo. Nothing was run."));
        }
        if (SuiteFile.names(invocation.suitesFolder()).isEmpty()) {
            return List.of(new Fault(
                    target.place(),
                    "--suite all (Maven: -Dsuite=all) takes every suite, and there is none in "
                            + invocation.suitesFolder() + ". Nothing was run."));
        }
        return List.of();
    }
}
