package dev.cleanslate.run;

import dev.cleanslate.api.Database;
import dev.cleanslate.api.UnknownNameException;
import dev.cleanslate.api.UnusableQueryException;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SessionDatabase;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Check.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Calls the method of a suite class that asserts, and tells what it has against the database from what ails itself. */
final class Assertions {

    private final Database database;

    Assertions(PgSession session, Plan plan, Catalog catalog) {
        this.database = new SessionDatabase(
                session, catalog, plan.tables().stream().map(TablePlan::table).collect(Collectors.toSet()));
    }

    /** A failure of the server goes on as it is, since the same again may pass. */
    void hold(Check check, Kind.Asserts asserts, Consumer<List<Reading>> told) {
        try {
            asserts.assertion().on(database);
        } catch (AssertionError wrong) {
            String message = String.valueOf(wrong.getMessage()).strip();
            told.accept(List.of(new Reading("", check.name(), message)));
            throw failed(StepFailure.Kind.CHECK, check, message, wrong);
        } catch (UnknownNameException | UnusableQueryException misuse) {
            throw failed(StepFailure.Kind.USAGE, check, misuse.getMessage() + " Everything is rolled back.", misuse);
        } catch (SqlFailure failure) {
            throw failure.kind() == SqlFailure.Kind.SYNTAX
                    ? failed(
                            StepFailure.Kind.USAGE,
                            check,
                            Messages.of(failure) + ". Everything is rolled back.",
                            failure)
                    : failure;
        } catch (Throwable thrown) {
            // The message of an exception that is not ours may hold anything, also what the check read.
            throw failed(
                    StepFailure.Kind.CHECK,
                    check,
                    "the method threw " + thrown.getClass().getName() + where(check, thrown),
                    thrown);
        }
    }

    private static StepFailure failed(StepFailure.Kind kind, Check check, String what, Throwable cause) {
        return new StepFailure(kind, check.place() + ": " + check.name() + ": " + what, cause);
    }

    private static String where(Check check, Throwable thrown) {
        String type = check.place().inClass().map(place -> place.type()).orElse("");
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().equals(type))
                .findFirst()
                .map(frame -> " in line " + frame.getLineNumber())
                .orElse("");
    }
}
