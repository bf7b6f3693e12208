package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Planner;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.plan.SuiteSketch;
import dev.cleanslate.plan.Survey;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Inquiry;
import dev.cleanslate.postgres.PgSession;
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
record ProvenDraft(String text, List<String> refusals, List<String> warnings, Catalog catalog, PgSession session) {

    static ProvenDraft of(Survey survey, Catalog catalog, PgSession session, Optional<Path> folder) {
        String name = folder.map(Path::getFileName)
                .map(Path::toString)
                .orElseGet(() -> fit(survey.server().database()));
        Path file = folder.orElse(Path.of(name)).resolve("suite.yaml");
        SuiteDraft draft = SuiteSketch.of(survey, catalog, name);
        String text = SuiteWriter.text(draft);
        Plan plan = plan(SuiteFile.read(file, text), catalog, session);
        if (plan.refused()) {
            List<String> head = new ArrayList<>(draft.head());
            head.add("Its plan is refused for now, by what no suite can mend:");
            plan.refusals().forEach(refusal -> head.add("- " + message(refusal)));
            text = SuiteWriter.text(draft.withHead(head));
        }
        return proven(text, plan, catalog, session);
    }

    ProvenDraft readBack(Path file) {
        return proven(text, plan(SuiteFile.read(file), catalog, session), catalog, session);
    }

    private static ProvenDraft proven(String text, Plan plan, Catalog catalog, PgSession session) {
        return new ProvenDraft(
                text, plan.refusals().stream().map(ProvenDraft::message).toList(), plan.warnings(), catalog, session);
    }

    private static Plan plan(Reading<Suite> reading, Catalog catalog, PgSession session) {
        if (reading instanceof Reading.Faulty<Suite> faulty) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "the proposed suite cannot be read back, which is an error in Cleanslate itself, please report it:\n"
                            + faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")));
        }
        Suite suite = ((Reading.Sound<Suite>) reading).value();
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
