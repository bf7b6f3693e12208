package dev.cleanslate.engine;

import dev.cleanslate.run.Stage;
import dev.cleanslate.session.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** A suite. It knows the whole plan; its children are what is selected of it. */
final class SuiteDescriptor extends AbstractTestDescriptor implements Node<EngineContext> {

    static final String SEGMENT = "suite";

    private final Found found;
    private final List<StepDescriptor> plan = new ArrayList<>();
    private final Map<TestDescriptor, Integer> positions = new HashMap<>();
    private final List<String> strays = new ArrayList<>();

    SuiteDescriptor(UniqueId parent, Found found) {
        super(
                parent.append(SEGMENT, found.id()),
                found.run().id(),
                found.anchor().ofContainer(found.run()).orElse(null));
        this.found = found;
        Set<String> names = new HashSet<>();
        found.run().stages().forEach((stage, steps) -> plan(stage, steps, names));
    }

    private void plan(Stage stage, List<Step> steps, Set<String> names) {
        StageDescriptor container = new StageDescriptor(getUniqueId(), stage, found);
        positions.put(container, positions.size());
        for (Step step : steps) {
            StepDescriptor descriptor = StepDescriptor.planned(container, found, step, names);
            positions.put(descriptor, positions.size());
            plan.add(descriptor);
        }
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public String getLegacyReportingName() {
        return found.anchor().legacyName(found.run());
    }

    void selectAll() {
        select(plan);
    }

    void selectStage(String stage) {
        selectKnown(stage, plan.stream().filter(step -> step.isIn(stage)).toList());
    }

    void selectStep(String stage, String id) {
        selectKnown(
                id,
                plan.stream()
                        .filter(step -> step.isIn(stage) && step.step().id().equals(id))
                        .toList());
    }

    /** The steps that begin nearest at or before the line; above the first of them, the whole suite. */
    void selectLine(int line) {
        List<StepDescriptor> before = plan.stream()
                .filter(step ->
                        step.step().place().file().equals(found.run().place().file()))
                .filter(step -> step.line() > 0 && step.line() <= line)
                .toList();
        OptionalInt nearest = before.stream().mapToInt(StepDescriptor::line).max();
        select(
                nearest.isEmpty()
                        ? plan
                        : before.stream()
                                .filter(step -> step.line() == nearest.getAsInt())
                                .toList());
    }

    /** The step of a method of the suite's class. */
    void selectMethod(String method) {
        selectKnown(
                method,
                plan.stream()
                        .filter(step -> step.step()
                                .place()
                                .inClass()
                                .filter(in -> in.method().equals(method))
                                .isPresent())
                        .toList());
    }

    private void selectKnown(String wanted, List<StepDescriptor> steps) {
        if (steps.isEmpty()) {
            strays.add(wanted);
        }
        select(steps.isEmpty() ? plan : steps);
    }

    private void select(List<StepDescriptor> steps) {
        for (StepDescriptor step : steps) {
            addChild(step.stage());
            step.stage().addChild(step);
            step.stage().orderChildren(this::inPlanOrder);
        }
        orderChildren(this::inPlanOrder);
    }

    private List<TestDescriptor> inPlanOrder(List<TestDescriptor> children) {
        return children.stream()
                .sorted(Comparator.comparing(child -> positions.getOrDefault(child, Integer.MAX_VALUE)))
                .toList();
    }

    /** Around, not before and after: an error that ends the JVM's work still lets go of locks and servers. */
    @Override
    public void around(EngineContext context, Invocation<EngineContext> invocation) throws Exception {
        SuiteExecution execution = SuiteExecution.begin(found, selection());
        try {
            invocation.invoke(context.within(execution));
        } finally {
            execution.end(entry -> context.listener().reportingEntryPublished(this, entry));
        }
    }

    private Selection selection() {
        List<Step> left = getChildren().stream()
                .flatMap(stage -> stage.getChildren().stream())
                .flatMap(step -> step instanceof StepDescriptor known ? Stream.of(known.step()) : Stream.empty())
                .toList();
        return new Selection(found.id(), plan.stream().map(StepDescriptor::step).toList(), left, strays);
    }
}
