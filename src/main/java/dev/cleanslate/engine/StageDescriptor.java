package dev.cleanslate.engine;

import dev.cleanslate.run.Stage;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** A stage of a suite: a container and no more, for one that fails would hide its steps. */
final class StageDescriptor extends AbstractTestDescriptor implements Node<EngineContext> {

    private final Stage stage;
    private final Found found;

    StageDescriptor(UniqueId suite, Stage stage, Found found) {
        super(
                suite.append("stage", stage.word()),
                stage.word(),
                found.anchor().ofContainer(found.run()).orElse(null));
        this.stage = stage;
        this.found = found;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public String getLegacyReportingName() {
        return found.anchor().legacyName(found.run());
    }

    boolean is(String word) {
        return stage.word().equals(word);
    }
}
