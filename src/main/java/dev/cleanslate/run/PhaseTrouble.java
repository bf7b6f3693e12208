package dev.cleanslate.run;

import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.SqlFailure;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ended a phase, so that whoever reads it knows which line of which file to look at. */
final class PhaseTrouble {

    private static final String ROLLED_BACK = " Everything was rolled back, nothing was changed.";
    private static final String STATEMENT_TIMEOUT = "57014";

    /** RAISE EXCEPTION, and ASSERT. */
    private static final Set<String> RAISED = Set.of("P0001", "P0004");

    private static final Pattern FUNCTION = Pattern.compile("PL/pgSQL function ([\\w.]+)\\(");

    private PhaseTrouble() {}

    static StepFailure of(PhasePlan phase, String what, Work work, SqlFailure failure) {
        boolean outOfTime = failure.sqlState().equals(STATEMENT_TIMEOUT)
                && phase.phase().timeout().isPresent();
        return outOfTime
                ? tooLong(phase, "during " + what)
                : new StepFailure(
                        raisedByHand(work, failure) ? StepFailure.Kind.CHECK : StepFailure.Kind.DATABASE,
                        who(phase) + " failed at " + what + line(work, failure) + raisedBy(failure) + ": "
                                + stopped(said(work, failure)) + mend(failure) + ROLLED_BACK,
                        failure);
    }

    /**
     * A script that raises an exception of its own has checked something, and so has a function that it calls; the
     * database is as well as ever.
     */
    private static boolean raisedByHand(Work work, SqlFailure failure) {
        return work instanceof Work.Script && RAISED.contains(failure.sqlState());
    }

    static StepFailure tooLong(PhasePlan phase, String when) {
        String limit = phase.phase().timeout().map(Text::duration).orElse("none");
        return new StepFailure(
                StepFailure.Kind.DATABASE,
                who(phase) + " was stopped " + when + ": its timeout of " + limit
                        + " is over. Give it more with timeout:, or find out what slows it." + ROLLED_BACK);
    }

    private static String who(PhasePlan phase) {
        return phase.phase().place() + ": phase \"" + phase.phase().name() + "\"";
    }

    /** A script goes to the server as one text, and the server counts characters of it. */
    private static String line(Work work, SqlFailure failure) {
        if (!(work instanceof Work.Script script) || failure.position() < 1) {
            return "";
        }
        long before = script.text()
                .codePoints()
                .limit(failure.position() - 1L)
                .filter(c -> c == '\n')
                .count();
        return ", line " + (before + 1);
    }

    /** Which of a script's statements it was, the server does not say; the first word of the script would mislead. */
    private static String said(Work work, SqlFailure failure) {
        String said = Messages.of(failure);
        String first = failure.statement() + " failed: ";
        return work instanceof Work.Script && said.startsWith(first) ? said.substring(first.length()) : said;
    }

    /** What the server says may end in a full stop or not. */
    private static String stopped(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String raisedBy(SqlFailure failure) {
        Matcher function = FUNCTION.matcher(failure.where().orElse(""));
        return function.find() ? ", in function " + function.group(1) : "";
    }

    private static String mend(SqlFailure failure) {
        return switch (failure.kind()) {
            case DISK_FULL -> " The server has no space left: free some, or wipe in smaller runs.";
            case CONNECTION -> " The connection was lost: see the server's log for why, then run again.";
            case PRIVILEGE -> " Grant it to this role, or run as the owner of the table.";
            case RETRYABLE, CANCELLED, SYNTAX, READ_ONLY, OTHER ->
                failure.where().filter(where -> FUNCTION.matcher(where).find()).isPresent()
                        ? " If a trigger raises it, list the trigger under triggers: disable."
                        : "";
        };
    }
}
