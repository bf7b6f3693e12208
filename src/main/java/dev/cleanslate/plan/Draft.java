package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Suite.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One plan in the making: every rule looks at the same ground, and all that they come upon is told together. */
final class Draft {

    private final Suite suite;
    private final Optional<Adaptation> adaptation;
    private final Catalog catalog;
    private final Precedent precedent;
    private final Findings findings;
    private final Place place;

    Draft(Suite suite, Catalog catalog, Precedent precedent, Findings findings) {
        Variants.Fitted fitted = Variants.fit(suite, catalog, findings);
        this.suite = fitted.suite();
        this.adaptation = fitted.adaptation();
        this.catalog = catalog;
        this.precedent = precedent;
        this.findings = findings;
        this.place = suite.place();
    }

    Plan plan() {
        ServerRules.check(catalog, place, findings);
        Ground ground = ground();
        TriggerNames triggerNames = new TriggerNames(catalog, ground.names(), findings);
        List<TriggerPlan> triggers = TriggerPlanner.plan(suite, catalog, triggerNames, ground.families(), findings);
        FreedKeys freed = new FreedKeys(ground);
        Proof proof = CascadeProof.walk(ground, freed);
        new KeptRows(ground).check();
        new BlockingReferences(ground, freed).check();
        new Inheritance(ground).check();
        new Visibility(ground).check();
        Subjects subjects = new CheckNames(ground.names(), triggerNames, findings).check(suite);

        Firing firing = new Firing(catalog.triggers(), triggers, ground.families());
        new LargeObjects(ground, firing).check();
        Obstacles obstacles = new Obstacles(ground, firing);
        Map<QualifiedName, Choice> choices = new LinkedHashMap<>();
        List<PhasePlan> phases = phases(ground, obstacles, choices);
        return new Plan(
                suite.name(),
                catalog.server().database(),
                catalog.server().version(),
                phases,
                new TableList(ground, choices).inPlanOrder(),
                triggers,
                new SequencePlanner(ground, place).plan(),
                new ViewRefresh(ground, place).plan(),
                proof,
                subjects,
                new StoragePlanner(ground.names(), findings)
                        .plan(suite.sections().storage()),
                findings.warnings(),
                findings.refusals(),
                adaptation);
    }

    private Ground ground() {
        Names names = new Names(suite, catalog, findings);
        Families families = new Families(catalog, precedent);
        KeyGraph keys = new KeyGraph(catalog.foreignKeys(), families);
        Fates fates = new Classifier(suite, catalog, names, families, findings).fates();
        return new Ground(suite, catalog, names, families, keys, fates, findings);
    }

    private List<PhasePlan> phases(Ground ground, Obstacles obstacles, Map<QualifiedName, Choice> choices) {
        WipeWarnings warnings = new WipeWarnings(ground, obstacles);
        List<PhasePlan> plans = new ArrayList<>();
        for (int i = 0; i < suite.phases().size(); i++) {
            Phase phase = suite.phases().get(i);
            List<Work> work = List.of();
            if (phase.action() instanceof Action.Wipe) {
                Emptying emptying = Emptying.of(PhaseOrder.of(i, ground), ground, obstacles);
                emptying.order().tables().forEach(t -> choices.put(t, emptying.choice(t)));
                warnings.add(emptying.order(), emptying::choice);
                work = new PhaseWork(emptying, ground).statements();
            } else if (phase.action() instanceof Action.KeepRows) {
                Thinning thinning = Thinning.of(PhaseOrder.of(i, ground), ground, obstacles);
                thinning.order().tables().forEach(t -> choices.put(t, thinning.choice(t)));
                warnings.add(thinning.order(), thinning::choice);
                work = thinning.statements();
            } else if (phase.action() instanceof Action.Reset reset) {
                work = new ResetPlanner(ground, obstacles).statements(phase, reset);
            } else if (phase.action() instanceof Action.Sql sql) {
                work = script(phase, sql);
            }
            plans.add(new PhasePlan(i, phase, work));
        }
        return plans;
    }

    private List<Work> script(Phase phase, Action.Sql sql) {
        List<Work> found = suite.sources().stream()
                .filter(source -> source.name().equals(sql.file()))
                .map(SourceFile::text)
                .<Work>map(text -> new Work.Script(sql.file(), text))
                .toList();
        if (found.isEmpty()) {
            findings.usage(
                    phase.place(),
                    Ground.called(phase.name()) + " runs \"" + sql.file()
                            + "\", but the suite has no such file. Put it beside the suite.");
        }
        return found;
    }
}
