package dev.cleanslate.engine;

import dev.cleanslate.session.Step;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** A step, planned or known only while another runs: one test, which calls what it holds. */
final class StepDescriptor extends AbstractTestDescriptor implements Node<EngineContext> {

    private final StageDescriptor stage;
    private final Found found;
    private final Step step;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> names;

    private StepDescriptor(
            UniqueId id,
            StageDescriptor stage,
            Found found,
            Step step,
            Set<String> names,
            @Nullable TestSource source) {
        super(id, distinctName(step, names), source);
        this.stage = stage;
        this.found = found;
        this.step = step;
        this.names = names;
    }

    /** To Surefire also two tests of one method are one, whatever their names; the second points at no method. */
    private static @Nullable TestSource source(Step step, Found found, Set<String> taken) {
        boolean second =
                step.place().inClass().isPresent() && !taken.add(step.place().file());
        return second ? null : found.anchor().ofStep(found.run(), step.place()).orElse(null);
    }

    static StepDescriptor planned(StageDescriptor stage, Found found, Step step, Set<String> names) {
        UniqueId id = stage.getUniqueId().append("step", step.id());
        return new StepDescriptor(id, stage, found, step, names, source(step, found, names));
    }

    private StepDescriptor registered(Step child) {
        UniqueId id = getUniqueId().append("dynamic", distinct(child.id(), ids));
        // The same line of the same file is looked for on the disk once, however many tables there are.
        boolean here =
                child.place().equals(step.place()) && step.place().inClass().isEmpty();
        TestSource source = here ? getSource().orElse(null) : source(child, found, names);
        return new StepDescriptor(id, stage, found, child, names, source);
    }

    /**
     * Problem: to Surefire two tests of one class and name are two runs of one test, and where reruns are allowed one
     * that passes makes up for one that fails; a rehearsal has the steps of its reset. Solution: the second of a name
     * says which it is.
     */
    private static String distinctName(Step step, Set<String> taken) {
        return taken.contains(step.name())
                ? distinct(step.name() + " (" + step.stage().word() + ")", taken)
                : distinct(step.name(), taken);
    }

    private static String distinct(String name, Set<String> taken) {
        String distinct = name;
        for (int i = 2; !taken.add(distinct); i++) {
            distinct = name + " #" + i;
        }
        return distinct;
    }

    StageDescriptor stage() {
        return stage;
    }

    Step step() {
        return step;
    }

    int line() {
        return step.place().line();
    }

    boolean isIn(String stageWord) {
        return stage.is(stageWord);
    }

    /**
     * Problem: any step may turn out to have steps below it, but the Platform's dry run reports what is also a
     * container as successful. Solution: a test, which it reports as skipped; steps below it are reported all the same.
     */
    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public boolean mayRegisterTests() {
        return true;
    }

    @Override
    public Set<TestTag> getTags() {
        return Set.of(
                TestTag.create(step.stage().word()),
                TestTag.create(step.kind().name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public SkipResult shouldBeSkipped(EngineContext context) {
        Optional<String> reason = context.suite().passOver(step);
        return reason.map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }

    @Override
    public EngineContext execute(EngineContext context, DynamicTestExecutor executor) throws Exception {
        context.suite().perform(step, child -> {
            StepDescriptor registered = registered(child);
            addChild(registered);
            executor.execute(registered);
        });
        return context;
    }
}
