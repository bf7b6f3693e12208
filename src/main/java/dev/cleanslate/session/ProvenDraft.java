package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Planner;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.plan.SuiteSketch;
import dev.cleanslate.plan.Survey;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Glance;
import dev.cleanslate.postgres.Inquiry;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteDraft;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.SuiteWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A proposed suite that went through the reader and the planner; what the planner refuses stands at its top. */
record ProvenDraft(String text, List<String> refusals, List<String> warnings, Glance glance, PgSession session) {

    static ProvenDraft of(Survey survey, Glance glance, PgSession session, Optional<Path> folder) {
        String name = folder.map(Path::getFileName)
                .map(Path::toString)
                .orElseGet(() -> fit(survey.server().database()));
        Path file = folder.orElse(Path.of(name)).resolve("suite.yaml");
        SuiteDraft draft = SuiteSketch.of(survey, glance.catalog(), name);
        String text = SuiteWriter.text(draft);
        ProvenDraft proven = proven(text, SuiteFile.read(file, text), glance, session);
        if (proven.refusals.isEmpty()) {
            return proven;
        }
        List<String> head = new ArrayList<>(draft.head());
        head.add("Its plan is refused for now, by what no suite can mend:");
        proven.refusals.forEach(refusal -> head.add("- " + refusal));
        return new ProvenDraft(
                SuiteWriter.text(draft.withHead(head)), proven.refusals, proven.warnings, glance, session);
    }

    ProvenDraft readBack(Path file) {
        return proven(text, SuiteFile.read(file), glance, session);
    }

    private static ProvenDraft proven(String text, Reading<Suite> reading, Glance glance, PgSession session) {
        try {
            Plan plan = plan(reading, glance, session);
            List<String> refusals =
                    plan.refusals().stream().map(ProvenDraft::message).toList();
            return new ProvenDraft(text, refusals, plan.warnings(), glance, session);
        } catch (SqlFailure failure) {
            if (session.broken() || !LockedOut.is(failure)) {
                throw failure;
            }
            String why = "It could not be asked about: "
                    + (glance.locked().isEmpty() ? "another session holds a lock" : LockedOut.sentence(glance))
                    + ". Wait for that session or end it, and look again.";
            return new ProvenDraft(text, List.of(why), List.of(), glance, session);
        }
    }

    private static Plan plan(Reading<Suite> reading, Glance glance, PgSession session) {
        if (reading instanceof Reading.Faulty<Suite> faulty) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "the proposed suite cannot be read back, which is an error in Cleanslate itself, please report it:\n"
                            + faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")));
        }
        Suite suite = ((Reading.Sound<Suite>) reading).value();
        Catalog catalog = glance.catalog();
        return Planner.plan(suite, catalog, Inquiry.answer(session, Planner.questions(suite, catalog)));
    }

    private static String message(Refusal refusal) {
        return refusal.message().replace(" Nothing was changed.", "");
    }

    private static String fit(String database) {
        String name = database.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("^[._-]+", "");
        return SuiteFile.fitsAsName(name) ? name : "proposed";
    }
}
